-- SPDX-License-Identifier: MIT
-- What such files really hold, too: rows whose parent is gone, because SQLite was never told to look.
INSERT INTO posts SELECT id0 + 900000 + i, 999 + i, 'The account of this post is gone', 0, NULL, NULL, datetime(t0 + i, 'unixepoch') || '.000000', NULL, NULL
    FROM n, base WHERE i <= 12;
INSERT INTO pinned_posts SELECT id0 + 990000 + i, id0 + 1, i, NULL FROM n, base WHERE i <= 2;
-- One text with a character that PostgreSQL has no place for.
UPDATE messages SET content = CAST(x'6265666f7265006166746572' AS TEXT) WHERE id = (SELECT id0 + 300007 FROM base);
