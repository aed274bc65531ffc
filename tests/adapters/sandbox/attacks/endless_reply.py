"""A reply that says it is small and never ends, a byte at a time."""
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
import time
def run(info):
    frame = sys._getframe()
    while "head" not in frame.f_locals: frame = frame.f_back
    os.write(4, b"\xff\0\0\0" + frame.f_locals["head"][4:] + b"v")
    while True: os.write(4, b"["); time.sleep(1)
