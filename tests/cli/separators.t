# Every table that is read as text is read as it was typed: what stands in a cell of a few rows does not pass for what stands between cells.
--- run
tiny_new && cp r.dtxhh new.dtxhh && rm r.dtxhh && tiny_drawn && cp r.dtxhh drawn.dtxhh && rm r.dtxhh && tiny_keyed && cp r.dtxhh keyed.dtxhh
rm r.dtxhh && tiny_issued && cp r.dtxhh issued.dtxhh
/usr/bin/python3 "$CASES/separators.py"
--- stdout
hundreds of tables typed by hand, 0 read otherwise than in quotes
--- stderr
--- status 0
