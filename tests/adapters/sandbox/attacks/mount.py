"""Change what stands where."""
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
    return [bool(v) for v in (
        libc.mount(b"none", b".", b"tmpfs", 0, None) == 0, libc.mount(b"/", b".", None, 4096, None) == 0,
        libc.umount2(b"/candidate", 2) == 0, libc.umount2(b"/dev/shm", 2) == 0,
        call((430, 430), b"tmpfs", 0), call((428, 428), -100, b"/", 1), call((155, 41), b".", b".")) if v]
