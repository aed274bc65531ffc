"""Any way to talk to the outside."""
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
import socket
def run(info):
    got = []
    def attempt(name, act):
        try: act(); got.append(name)
        except OSError: pass
    attempt("abstract", lambda: socket.socket(socket.AF_UNIX).connect("\0" + info["unix_abs"]))
    attempt("path", lambda: socket.socket(socket.AF_UNIX).connect(info["unix_path"]))
    attempt("netlink", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0))
    attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
    attempt("packet", lambda: socket.socket(17, socket.SOCK_RAW, 0x300))
    attempt("vsock", lambda: socket.socket(40, socket.SOCK_STREAM))
    attempt("inet6", lambda: socket.socket(socket.AF_INET6).connect(("::1", info["tcp"])))
    attempt("tcp", lambda: socket.create_connection(("127.0.0.1", info["tcp"]), 1))
    def datagram():
        one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM); one.connect(info["unix_path"])
    attempt("datagram pair", datagram)
    return got
