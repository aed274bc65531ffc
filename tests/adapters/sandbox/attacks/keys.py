"""Use the kernel as a store of keys."""
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
    return call((250, 219), 0, -3, 1) or call((248, 217), b"user", b"x", b"y", 1, -3)
