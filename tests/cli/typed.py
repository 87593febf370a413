"""typed.py LINE... -- COMMAND... - runs COMMAND at a terminal of its own and types each LINE where it asks for one; what it
prints goes to stdout, without the lines: a passphrase is not shown."""
import os, pty, sys

at = sys.argv.index("--")
lines, command = sys.argv[1:at], sys.argv[at + 1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
said = b""
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        break
    if not more:
        break
    said += more
    if more.rstrip(b"\r\n").endswith(b": ") and lines:
        os.write(terminal, lines.pop(0).encode() + b"\n")
sys.stdout.write(said.decode().replace("\r\n", "\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
