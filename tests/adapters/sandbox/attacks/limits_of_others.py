"""Bind or free others, and itself."""
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
    got = [pid for pid in (info["decoy"], info["supervisor"]) if works(resource.prlimit, pid, resource.RLIMIT_CPU)]
    got += [pid for pid in (info["decoy"], info["supervisor"]) if works(os.setpriority, os.PRIO_PROCESS, pid, 19) or works(os.sched_setaffinity, pid, {0})]
    for name in ("NPROC", "DATA", "FSIZE", "CPU", "NOFILE", "CORE", "STACK"):
        kind = getattr(resource, "RLIMIT_" + name)
        if works(resource.setrlimit, kind, (-1, -1)): got.append(name)
    return got
