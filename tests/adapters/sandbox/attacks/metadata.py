"""Change files without opening them: their rights, times, length, marks."""
import os, sys
def works(act, *given, **named):
    try: act(*given, **named)
    except (OSError, ValueError): return False
    return True
def run(info):
    import json
    got = []
    for path in [info["dir"] + "/target.txt", info["dir"] + "/secret.txt", json.__file__, sys.executable]:
        got += [(act.__name__, path) for act, given in (
            (os.chmod, (0o600,)), (os.utime, ((1, 1),)), (os.truncate, (0,)), (os.setxattr, ("user.x", b"y")), (os.chown, (-1, -1)),
            (os.rename, (path + ".x",)), (os.unlink, ()), (os.rmdir, ()),
        ) if works(act, path, *given)]
    try: fd = os.open(json.__file__, os.O_RDONLY)
    except OSError: return got
    return got + [act.__name__ for act, given in ((os.fchmod, (0o644,)), (os.utime, ((1, 1),)), (os.fchown, (-1, -1)), (os.setxattr, ("user.x", b"y"))) if works(act, fd, *given)]
