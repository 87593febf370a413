-- Keys by which members are found again in other rounds: the first 16 bytes of HMAC-SHA-256 of group and id, in hexadecimal
-- digits; the secret stands in a file beside the identity file.  Of lists that came with `frame import --linkage-key`.
CREATE TABLE linkage (
    "group" TEXT NOT NULL,
    id      TEXT NOT NULL,
    key     TEXT NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY ("group", id)
) STRICT, WITHOUT ROWID;
