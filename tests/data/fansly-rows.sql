-- SPDX-License-Identifier: MIT
-- Fills one creator's tables. Before it: CREATE TEMP TABLE sample AS SELECT 'name' AS creator, 1 AS seed, 400 AS posts;
-- the same sample always gives the same rows.
CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < (SELECT posts * 3 FROM sample)) SELECT i FROM c;
CREATE TEMP TABLE base AS
    SELECT creator, seed, posts, 531711092766960000 + seed * 1000000000 AS id0,
           strftime('%s', '2023-03-01 08:00:00') + seed * 86400 AS t0 FROM sample;
-- A moment for row i, as SQLAlchemy writes it.
CREATE TEMP VIEW moment AS
    SELECT i, datetime(t0 + i * 5400 + i * i % 997, 'unixepoch') || printf('.%06d', (i * 7919 + seed * 31) % 1000000) AS at FROM n, base;

INSERT INTO alembic_version VALUES ('06658bf47c03');
INSERT INTO accounts
    SELECT id0 + i, CASE i WHEN 1 THEN creator ELSE printf('%s_friend_%d', creator, i) END,
           CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN 'Fan № ' || i ELSE 'Ünïcödé ' || i || ' 🎉' END,
           i % 4, i % 7, CASE WHEN i % 5 = 0 THEN 'line one' || char(10) || 'line "two"' END, CASE WHEN i % 6 = 0 THEN '東京' END,
           i % 2, (i + 1) % 2, at, CASE WHEN i % 9 = 0 THEN NULL ELSE i % 3 = 0 END, NULL
    FROM moment, base WHERE i <= 12;
INSERT INTO media
    SELECT id0 + 1000 + i, id0 + 1 + i % 12, 'https://cdn.example.invalid/' || creator || '/' || i,
           CASE i % 4 WHEN 0 THEN 'video/mp4' ELSE 'image/jpeg' END, 720 + i % 400, 1280 + i % 640, 1 + i % 2, i % 3, at,
           CASE WHEN i % 8 = 0 THEN at END, i % 16,
           json_object('variant', i % 5, 'title', 'Bild ' || i || ' – „größer“', 'tags', json_array('a', i, NULL), 'ratio', i / 7.0),
           CASE WHEN i % 4 = 0 THEN i * 1.25 + 0.1 END, creator || '_' || i || '.bin',
           CASE WHEN i % 3 > 0 THEN lower(hex(creator || printf('%08d', i))) END, i % 2, NULL
    FROM moment, base;
INSERT INTO media_locations
    SELECT id0 + 1000 + i, CAST(1 + i % 2 AS TEXT), 'https://cdn.example.invalid/loc/' || i FROM n, base;
INSERT INTO media_variants SELECT id0 + 1000 + i, id0 + 1000 + i + 1 FROM n, base WHERE i < posts;
INSERT INTO posts
    SELECT id0 + 100000 + i, id0 + 1 + i % 12,
           CASE i % 6 WHEN 0 THEN '' WHEN 1 THEN NULL WHEN 2 THEN 'Hello ' || i || ' 👋🏽' WHEN 3 THEN 'שלום ' || i
                      WHEN 4 THEN 'It''s "quoted", with \ and tab' || char(9) || 'too' ELSE 'Post number ' || i END,
           i % 2, CASE WHEN i % 10 = 0 THEN id0 + 100000 + i - 1 END, CASE WHEN i % 10 = 0 THEN id0 + 100001 END, at,
           CASE WHEN i % 50 = 0 THEN at END, NULL
    FROM moment, base WHERE i <= posts;
INSERT INTO post_mentions SELECT id0 + 100000 + i, CASE WHEN i % 2 = 0 THEN id0 + 1 + i % 12 END, 'handle' || i % 40 FROM n, base WHERE i <= posts AND i % 7 = 0;
INSERT INTO hashtags SELECT i, CASE i % 3 WHEN 0 THEN 'tag' || i WHEN 1 THEN 'Größe' || i ELSE 'ночь' || i END, NULL FROM n WHERE i <= 60;
INSERT INTO post_hashtags SELECT id0 + 100000 + i, 1 + i % 60 FROM n, base WHERE i <= posts;
INSERT INTO pinned_posts SELECT id0 + 100000 + i, id0 + 1, i, at FROM moment, base WHERE i <= 3;
INSERT INTO groups SELECT id0 + 200000 + i, id0 + 1 + i % 12, id0 + 300000 + i FROM n, base WHERE i <= 10;
INSERT INTO group_users SELECT id0 + 200000 + i, id0 + 1 + (i + k.k) % 12 FROM n, base, (SELECT 0 AS k UNION ALL SELECT 1) AS k WHERE i <= 10;
INSERT INTO messages
    SELECT id0 + 300000 + i, id0 + 200001 + i % 10, id0 + 1 + i % 12, CASE WHEN i % 3 = 0 THEN id0 + 1 + (i + 1) % 12 END,
           'Message ' || i || CASE WHEN i % 11 = 0 THEN ' 💌' ELSE '' END, at, CASE WHEN i % 20 = 0 THEN at END, i % 20 = 0, NULL
    FROM moment, base WHERE i <= posts;
INSERT INTO attachments
    SELECT i, CASE WHEN i % 4 > 0 THEN id0 + 100000 + i END, CASE WHEN i % 4 = 0 THEN id0 + 300000 + i END, id0 + 400000 + i, i % 3,
           CASE i % 3 WHEN 0 THEN 'ACCOUNT_MEDIA' WHEN 1 THEN 'ACCOUNT_MEDIA_BUNDLE' ELSE 'STORY' END
    FROM n, base WHERE i <= posts;
INSERT INTO account_media
    SELECT id0 + 400000 + i, id0 + 1 + i % 12, id0 + 1000 + i, CASE WHEN i % 2 = 0 THEN id0 + 1000 + i END, at,
           CASE WHEN i % 30 = 0 THEN at END, i % 30 = 0, i % 4 > 0, NULL
    FROM moment, base;
INSERT INTO account_media_bundles
    SELECT id0 + 500000 + i, id0 + 1, CASE WHEN i % 2 = 0 THEN id0 + 1000 + i END, at, NULL, 0, i % 2, i % 3 = 0, 0, NULL
    FROM moment, base WHERE i <= posts / 4;
INSERT INTO account_media_bundle_media
    SELECT id0 + 500000 + i, id0 + 400000 + i * 2 + k.k, k.k FROM n, base, (SELECT 0 AS k UNION ALL SELECT 1) AS k WHERE i <= posts / 4;
INSERT INTO account_avatar SELECT id0 + i, id0 + 1000 + i FROM n, base WHERE i <= 12;
INSERT INTO account_banner SELECT id0 + i, id0 + 1100 + i FROM n, base WHERE i <= 12;
INSERT INTO walls SELECT id0 + 600000 + i, id0 + 1, i, 'Wall ' || i, NULL, at, NULL FROM moment, base WHERE i <= 4;
INSERT INTO wall_posts SELECT id0 + 600001 + i % 4, id0 + 100000 + i FROM n, base WHERE i <= posts;
INSERT INTO stories SELECT id0 + 700000 + i, id0 + 1, 'Story ' || i, NULL, 'Once upon a time, ' || i, at, NULL FROM moment, base WHERE i <= 20;
INSERT INTO timeline_stats SELECT id0 + i, i, i * 2, i % 3, 0, 0, at FROM moment, base WHERE i <= 12;
INSERT INTO media_story_states SELECT id0 + i, 1, i % 3, 1, at, at, i % 3 > 0 FROM moment, base WHERE i <= 12;
DROP VIEW moment;
