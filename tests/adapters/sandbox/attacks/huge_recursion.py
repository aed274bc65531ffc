"""Break the interpreter by depth."""
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
    sys.setrecursionlimit(10**9)
    def deeper(n): return deeper(n + 1)
    import functools
    part = len
    for _ in range(10**6): part = functools.partial(part)
    return bool(deeper(0)) or part()
