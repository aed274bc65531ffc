"""Watch the machine."""
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
    attr = ctypes.create_string_buffer(b"\x01\0\0\0\x70\0\0\0" + bytes(120), 128)
    return call((298, 241), attr, 0, -1, -1, 0) or call((323, 282), 0)
