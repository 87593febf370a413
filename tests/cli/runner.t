# runner: a test that is wrong fails, whatever is wrong with it; the summary stands in the order of the list.
--- run
section() { printf -- '--- %s\n' "$@"; }
{ section run; echo 'echo right'; section stdout; echo right; section stderr 'status 0'; } >good.t
sed 's/^right/left/' good.t >stdout.t
sed 's/^echo right/& \&\& echo more >\&2/' good.t >stderr.t
sed 's/^echo right/& \&\& exit 3/' good.t >status.t
sed '/^--- status/d' good.t >no-status.t
sed '/^echo/d' good.t >no-run.t
for name in good stdout stderr status no-status no-run no-file; do echo "$name|sh $CASES/case.sh $PWD/$name.t"; done >jobs
cat >>jobs <<'END'
slow|sleep 1; echo "ok slow"
killed|sh -c 'echo "ok before"; kill -9 $$'
silent|true
no command|/no/such/command
two|echo "FAIL a"; echo "    why"; echo "ok b"; echo "FAIL c"; exit 1
lies|echo "FAIL d"
END
runner() { B=$PWD/b JOBS=$PWD/$1 T=$2 sh "$ROOT/tests/run.sh"; echo "status $?"; }
runner jobs '' | sed "s|$PWD|HERE|g"
echo '== only good ones'
sed -n '/^good/p; /^slow/p' jobs >good
runner good ''
echo '== one wrong one'
echo 'two|echo "FAIL a"; exit 1' >>good
runner good ''
echo '== a word that is in no name'
echo 'nothing|true' >none
runner none 'xyz'
--- stdout
FAIL stdout
    diff -ru --label expected --label is expected is
    --- expected
    +++ is
    @@ -1 +1 @@
    -left
    +right
FAIL stderr
    diff -ru --label expected --label is expected is
    --- expected
    +++ is
    @@ -0,0 +1 @@
    +more
FAIL status
    diff -ru --label expected --label is expected is
    --- expected
    +++ is
    @@ -1 +1 @@
    -0
    +3
FAIL no-status
    diff -ru --label expected --label is expected is
    --- expected
    +++ is
    @@ -0,0 +1 @@
    +0
FAIL no-run: runs nothing
FAIL no-file: status 2
    realpath: HERE/no-file.t: No such file or directory
FAIL killed: status 137
    ok before
    Killed
FAIL silent: tested nothing
FAIL no command: status 127
    sh: 1: eval: /no/such/command: not found
FAIL a
    why
FAIL c
FAIL d
4 passed, 12 failed
status 1
== only good ones
2 passed, 0 failed
status 0
== one wrong one
FAIL a
2 passed, 1 failed
status 1
== a word that is in no name
FAIL: no test has "xyz" in its name
0 passed, 1 failed
status 1
--- stderr
--- status 0
