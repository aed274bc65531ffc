"""Change who it is."""
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
    tried = [works(act, 0) for act in (os.setuid, os.setgid, os.seteuid, os.setegid)] + [works(os.setgroups, [0])]
    open("suid", "w").close(); works(os.chmod, "suid", 0o6755)
    return any(tried) or os.geteuid() == 0
