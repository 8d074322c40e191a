-- Hushgate's tables. Run this once, or set reports.jdbc.create-schema to if-missing.
create table if not exists hushgate_bucket (
  bucket_hour timestamp with time zone not null,
  kind varchar(20) not null,
  identity char(32) not null,
  record text not null,
  n bigint not null,
  first_seen timestamp with time zone not null,
  last_seen timestamp with time zone not null,
  primary key (bucket_hour, kind, identity)
);
-- Batches that were counted, so that a replay counts nothing twice.
create table if not exists hushgate_batch (
  id varchar(64) primary key,
  taken timestamp with time zone not null
);
