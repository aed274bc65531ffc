"""Look into other processes."""
import ctypes, errno, os, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(*numbers):
    """The first of (x86_64, aarch64) numbers that fits, then the arguments; whether the kernel did it."""
    (x86, arm), *given = numbers
    return libc.syscall(arm if os.uname().machine == "aarch64" else x86, *given) >= 0
def works(act, *given):
    try: act(*given)
    except (OSError, ValueError): return False
    return True
def run(info):
    targets = [info["decoy"], info["supervisor"], os.getppid(), 1]
    return [pid for pid in targets if call((101, 117), 16, pid, 0, 0) or call((101, 117), 0x4206, pid, 0, 0)] + [call((101, 117), 0, 0, 0, 0)] * call((101, 117), 0, 0, 0, 0)
