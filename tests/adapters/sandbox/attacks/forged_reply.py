"""Answer before one is asked, and once too often."""
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
import threading, time
def run(info):
    frame = b"\x05\0\0\0" + b"\0" * 16 + b"v" + b"false"
    os.write(4, frame + frame)
    return True
