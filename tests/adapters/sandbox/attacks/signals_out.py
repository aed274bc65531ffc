"""End or stop those outside."""
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
import signal, time
def run(info):
    got = []
    for pid in (info["decoy"], info["supervisor"]):
        if works(os.kill, pid, 0): got.append(pid)
        works(os.kill, pid, signal.SIGKILL)
    works(os.kill, os.getppid(), signal.SIGSTOP)
    return got
