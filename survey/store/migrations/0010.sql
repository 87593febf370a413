-- Keys by which members are found again in other rounds: the first 16 bytes of HMAC-SHA-256 of group and id, in hexadecimal
-- digits; the secret stands in a file beside the identity file.  Of lists that came with `frame import --linkage-key`.
CREATE TABLE linkage (
    "group" TEXT NOT NULL,
    id      TEXT NOT NULL,
    key     TEXT NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;

DROP VIEW evidence_now;

CREATE VIEW evidence_now AS
SELECT * FROM evidence e WHERE run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)
   AND NOT EXISTS (SELECT 1 FROM evidence l WHERE l.unit = e.unit AND l.criterion = e.criterion AND l.run > e.run
                      AND l.number IS e.number AND l.symbol IS e.symbol
                      AND (l.title IS e.title AND l.note IS e.note OR l.number IS NOT NULL AND l.date IS e.date)
                      AND l.run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0));
