-- SPDX-License-Identifier: MIT
-- The tables of one creator's metadata file, in the shape that fansly-scraper 0.10 leaves behind.
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
CREATE TABLE accounts (
    id INTEGER NOT NULL, username VARCHAR NOT NULL, "displayName" VARCHAR, flags INTEGER, version INTEGER, about VARCHAR,
    location VARCHAR, following BOOLEAN, "profileAccess" BOOLEAN, "createdAt" DATETIME, subscribed BOOLEAN, stash_id INTEGER,
    PRIMARY KEY (id), UNIQUE (username));
CREATE TABLE media (
    id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, location VARCHAR, mimetype VARCHAR, height INTEGER, width INTEGER,
    type INTEGER, status INTEGER, "createdAt" DATETIME, "updatedAt" DATETIME, flags INTEGER, meta_info VARCHAR, duration FLOAT,
    local_filename VARCHAR, content_hash VARCHAR, is_downloaded INTEGER DEFAULT '0' NOT NULL, stash_id INTEGER,
    PRIMARY KEY (id), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE INDEX ix_media_content_hash ON media (content_hash);
CREATE TABLE media_locations (
    "mediaId" INTEGER NOT NULL, "locationId" VARCHAR NOT NULL, location VARCHAR NOT NULL,
    PRIMARY KEY ("mediaId", "locationId"), FOREIGN KEY("mediaId") REFERENCES media (id));
CREATE TABLE media_variants (
    "mediaId" INTEGER NOT NULL, "variantId" INTEGER NOT NULL, PRIMARY KEY ("mediaId", "variantId"), UNIQUE ("mediaId", "variantId"),
    FOREIGN KEY("mediaId") REFERENCES media (id), FOREIGN KEY("variantId") REFERENCES media (id));
CREATE TABLE posts (
    id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, content VARCHAR, "fypFlag" INTEGER, "inReplyTo" INTEGER,
    "inReplyToRoot" INTEGER, "createdAt" DATETIME, "expiresAt" DATETIME, stash_id INTEGER,
    PRIMARY KEY (id), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE TABLE post_mentions (
    "postId" INTEGER NOT NULL, "accountId" INTEGER, handle VARCHAR NOT NULL, PRIMARY KEY ("postId", handle),
    CONSTRAINT uix_post_mentions_account UNIQUE ("postId", "accountId"), CONSTRAINT uix_post_mentions_handle UNIQUE ("postId", handle),
    FOREIGN KEY("postId") REFERENCES posts (id), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE INDEX ix_post_mentions_account ON post_mentions ("accountId") WHERE "accountId" IS NOT NULL;
CREATE INDEX ix_post_mentions_handle ON post_mentions (handle) WHERE "accountId" IS NULL;
CREATE TABLE hashtags (
    id INTEGER NOT NULL, value VARCHAR NOT NULL, stash_id INTEGER, PRIMARY KEY (id), CONSTRAINT uq_hashtags_value UNIQUE (value));
CREATE UNIQUE INDEX ix_hashtags_value ON hashtags (value COLLATE NOCASE);
CREATE INDEX ix_hashtags_value_lower ON hashtags (lower(value));
CREATE TABLE post_hashtags (
    "postId" INTEGER NOT NULL, "hashtagId" INTEGER NOT NULL, PRIMARY KEY ("postId", "hashtagId"),
    CONSTRAINT pk_post_hashtags UNIQUE ("postId", "hashtagId"),
    FOREIGN KEY("postId") REFERENCES posts (id) ON DELETE CASCADE, FOREIGN KEY("hashtagId") REFERENCES hashtags (id) ON DELETE CASCADE);
CREATE INDEX ix_post_hashtags_hashtag ON post_hashtags ("hashtagId");
CREATE INDEX ix_post_hashtags_post ON post_hashtags ("postId");
CREATE TABLE pinned_posts (
    "postId" INTEGER NOT NULL, "accountId" INTEGER NOT NULL, pos INTEGER NOT NULL, "createdAt" DATETIME,
    PRIMARY KEY ("postId", "accountId"),
    FOREIGN KEY("postId") REFERENCES posts (id), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE TABLE groups (
    id INTEGER NOT NULL, "createdBy" INTEGER NOT NULL, "lastMessageId" INTEGER,
    PRIMARY KEY (id), FOREIGN KEY("createdBy") REFERENCES accounts (id));
CREATE TABLE group_users (
    "groupId" INTEGER NOT NULL, "accountId" INTEGER NOT NULL, PRIMARY KEY ("groupId", "accountId"),
    FOREIGN KEY("groupId") REFERENCES groups (id), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE TABLE messages (
    id INTEGER NOT NULL, "groupId" INTEGER, "senderId" INTEGER NOT NULL, "recipientId" INTEGER, content VARCHAR NOT NULL,
    "createdAt" DATETIME NOT NULL, "deletedAt" DATETIME, deleted BOOLEAN NOT NULL, stash_id INTEGER, PRIMARY KEY (id),
    FOREIGN KEY("groupId") REFERENCES groups (id), FOREIGN KEY("senderId") REFERENCES accounts (id),
    FOREIGN KEY("recipientId") REFERENCES accounts (id));
CREATE INDEX "ix_messages_groupId" ON messages ("groupId");
CREATE TABLE attachments (
    id INTEGER NOT NULL, "postId" INTEGER, "messageId" INTEGER, "contentId" INTEGER NOT NULL, pos INTEGER NOT NULL,
    "contentType" VARCHAR NOT NULL, PRIMARY KEY (id),
    CONSTRAINT ck_contenttype_enum CHECK ("contentType" IN ('ACCOUNT_MEDIA', 'ACCOUNT_MEDIA_BUNDLE', 'POLL', 'STORY', 'AGGREGATED_POSTS', 'TIP_GOALS')),
    CONSTRAINT check_post_or_message_exclusivity CHECK (("postId" IS NULL AND "messageId" IS NOT NULL) OR ("postId" IS NOT NULL AND "messageId" IS NULL)),
    FOREIGN KEY("postId") REFERENCES posts (id), FOREIGN KEY("messageId") REFERENCES messages (id));
CREATE TABLE account_media (
    id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, "mediaId" INTEGER NOT NULL, "previewId" INTEGER, "createdAt" DATETIME NOT NULL,
    "deletedAt" DATETIME, deleted BOOLEAN NOT NULL, access BOOLEAN NOT NULL, stash_id INTEGER, PRIMARY KEY (id),
    FOREIGN KEY("accountId") REFERENCES accounts (id) ON DELETE CASCADE,
    FOREIGN KEY("mediaId") REFERENCES media (id) ON DELETE CASCADE, FOREIGN KEY("previewId") REFERENCES media (id));
CREATE INDEX "ix_account_media_accountId" ON account_media ("accountId");
CREATE TABLE account_media_bundles (
    id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, "previewId" INTEGER, "createdAt" DATETIME NOT NULL, "deletedAt" DATETIME,
    deleted BOOLEAN NOT NULL, access BOOLEAN NOT NULL, purchased BOOLEAN NOT NULL, whitelisted BOOLEAN NOT NULL, stash_id INTEGER,
    PRIMARY KEY (id), FOREIGN KEY("accountId") REFERENCES accounts (id), FOREIGN KEY("previewId") REFERENCES media (id));
CREATE TABLE account_media_bundle_media (
    bundle_id INTEGER NOT NULL, media_id INTEGER NOT NULL, pos INTEGER NOT NULL, PRIMARY KEY (bundle_id, media_id),
    FOREIGN KEY(bundle_id) REFERENCES account_media_bundles (id) ON DELETE CASCADE,
    FOREIGN KEY(media_id) REFERENCES account_media (id) ON DELETE CASCADE);
CREATE TABLE account_avatar (
    "accountId" INTEGER, "mediaId" INTEGER, UNIQUE ("accountId", "mediaId"),
    FOREIGN KEY("accountId") REFERENCES accounts (id), FOREIGN KEY("mediaId") REFERENCES media (id));
CREATE TABLE account_banner (
    "accountId" INTEGER, "mediaId" INTEGER, UNIQUE ("accountId", "mediaId"),
    FOREIGN KEY("accountId") REFERENCES accounts (id), FOREIGN KEY("mediaId") REFERENCES media (id));
CREATE TABLE walls (
    id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, pos INTEGER, name VARCHAR, description VARCHAR, "createdAt" DATETIME,
    stash_id INTEGER, PRIMARY KEY (id), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE INDEX idx_wall_account_created ON walls ("accountId", "createdAt");
CREATE INDEX "ix_walls_accountId" ON walls ("accountId");
CREATE TABLE wall_posts (
    "wallId" INTEGER NOT NULL, "postId" INTEGER NOT NULL, PRIMARY KEY ("wallId", "postId"),
    FOREIGN KEY("wallId") REFERENCES walls (id), FOREIGN KEY("postId") REFERENCES posts (id));
CREATE TABLE stories (
    id INTEGER NOT NULL, "authorId" INTEGER NOT NULL, title VARCHAR, description VARCHAR, content VARCHAR NOT NULL,
    "createdAt" DATETIME NOT NULL, "updatedAt" DATETIME, PRIMARY KEY (id),
    FOREIGN KEY("authorId") REFERENCES accounts (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE timeline_stats (
    "accountId" INTEGER NOT NULL, "imageCount" INTEGER, "videoCount" INTEGER, "bundleCount" INTEGER, "bundleImageCount" INTEGER,
    "bundleVideoCount" INTEGER, "fetchedAt" DATETIME, PRIMARY KEY ("accountId"), FOREIGN KEY("accountId") REFERENCES accounts (id));
CREATE TABLE media_story_states (
    "accountId" INTEGER NOT NULL, status INTEGER, "storyCount" INTEGER, version INTEGER, "createdAt" DATETIME, "updatedAt" DATETIME,
    "hasActiveStories" BOOLEAN, PRIMARY KEY ("accountId"), FOREIGN KEY("accountId") REFERENCES accounts (id));
