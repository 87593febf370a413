# The program says which it is and under which licence.
--- run
dtxhh --version | sed 's/^dtxhh [0-9.]*$/dtxhh NUMBER/'
--- stdout
dtxhh NUMBER
License GPL-3.0-or-later: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.
This is free software: you may change and redistribute it. There is no warranty, as far as the law allows.
--- stderr
--- status 0
