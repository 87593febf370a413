# Vietnamese unless told otherwise; --lang stands anywhere; the variable does the same.
--- run
unset DTXHH_LANG
echo no round >text.dtxhh
dtxhh status text.dtxhh
dtxhh status text.dtxhh --lang en
dtxhh --lang en status text.dtxhh
dtxhh --lang=en status text.dtxhh
DTXHH_LANG=en dtxhh status text.dtxhh
DTXHH_LANG=en dtxhh status text.dtxhh --lang vi
LANG=fr_FR.UTF-8 LC_ALL=vi_VN.UTF-8 LANGUAGE=fr dtxhh status text.dtxhh
dtxhh ticket --seed a -- --lang
--- stdout
0.29831176689358880357378036183941111129389874867730600482843403397911897453692,--lang
--- stderr
dtxhh: "text.dtxhh" không phải tệp đợt điều tra
dtxhh: "text.dtxhh" is not a round file
dtxhh: "text.dtxhh" is not a round file
dtxhh: "text.dtxhh" is not a round file
dtxhh: "text.dtxhh" is not a round file
dtxhh: "text.dtxhh" không phải tệp đợt điều tra
dtxhh: "text.dtxhh" không phải tệp đợt điều tra
--- status 0
