"""A reply no reader can read."""
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
    frame = sys._getframe()
    while "head" not in frame.f_locals: frame = frame.f_back
    payload = b"[" * 100_000 + b"]" * 100_000
    os.write(4, len(payload).to_bytes(4, "little") + frame.f_locals["head"][4:] + b"v" + payload)
    os._exit(0)
