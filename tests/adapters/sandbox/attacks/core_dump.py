"""Leave an image of the memory on disk."""
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
import resource
def run(info):
    try: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    except (OSError, ValueError): pass
    if (pid := os.fork()) == 0: os.abort()
    return os.WCOREDUMP(os.waitpid(pid, 0)[1]) or any("core" in name for name in os.listdir("."))
