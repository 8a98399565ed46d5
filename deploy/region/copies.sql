-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- On the server of a region whose halls have servers of their own: the tables that take what the halls send. Run it as an
-- administrator in an empty database, then views.sql in the same; both once more after each new version:
--
--     sudo -u postgres createdb region
--     sudo -u postgres psql --dbname region --set ON_ERROR_STOP=1 --file deploy/region/copies.sql
--     sudo -u postgres psql --dbname region --set ON_ERROR_STOP=1 --file deploy/region/views.sql
--
-- Every key begins with the hall: servers number their rows alike. What refers to what is not tested here, for tables
-- arrive one by one.

CREATE SCHEMA IF NOT EXISTS region;

CREATE TABLE IF NOT EXISTS public.hall (
    id integer PRIMARY KEY,
    name text NOT NULL,
    timezone text NOT NULL,
    rehearsal integer NOT NULL,
    seen_at bigint
);

CREATE TABLE IF NOT EXISTS public.agency (
    hall integer NOT NULL,
    code text NOT NULL,
    name_id text NOT NULL,
    name_en text NOT NULL,
    name_su text NOT NULL,
    offered integer NOT NULL,
    PRIMARY KEY (hall, code)
);

-- One part for each month. What fits none goes into `leg_other`, so that no hall waits for a part to be made.
CREATE TABLE IF NOT EXISTS public.leg (
    hall integer NOT NULL,
    day text NOT NULL,
    id bigint NOT NULL,
    agency text NOT NULL,
    state text NOT NULL,
    position integer NOT NULL,
    queued_at bigint NOT NULL,
    called_at bigint,
    serving_at bigint,
    ended_at bigint,
    CONSTRAINT leg_of_day PRIMARY KEY (hall, day, id)
) PARTITION BY RANGE (day);
CREATE TABLE IF NOT EXISTS public.leg_other PARTITION OF public.leg DEFAULT;

-- make_month('2026-12-01'): make the part of a month, and bring into it what came before it was made. Returns its name.
CREATE OR REPLACE FUNCTION region.make_month(month date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    first text := date_trunc('month', month)::date::text;
    after text := (date_trunc('month', month) + interval '1 month')::date::text;
    part text := to_char(month, '"leg_"YYYY_MM');
BEGIN
    IF to_regclass('public.' || part) IS NOT NULL THEN
        RETURN part;
    END IF;
    LOCK TABLE public.leg_other IN ACCESS EXCLUSIVE MODE; -- a row that arrives now waits and finds the part
    EXECUTE format('CREATE TABLE public.%I (LIKE public.leg INCLUDING ALL)', part);
    EXECUTE format('WITH moved AS (DELETE FROM public.leg_other WHERE day >= %L AND day < %L RETURNING *)
        INSERT INTO public.%I SELECT * FROM moved', first, after, part);
    EXECUTE format('ALTER TABLE public.leg ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', part, first, after);
    RETURN part;
END $$;

-- drop_month('2024-11-01'): let the rows of a month go; `history` keeps its days. A part goes in a moment, however large;
-- what came with a first copy, from before there were parts, is brought into one for it.
CREATE OR REPLACE FUNCTION region.drop_month(month date) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', month);
    last date := date_trunc('month', month) + interval '1 month - 1 day';
    kept bigint := region.keep(first, last);
BEGIN
    IF last >= current_date THEN
        RAISE EXCEPTION 'the month of % is not over', month;
    END IF;
    EXECUTE format('DROP TABLE public.%I', region.make_month(month));
    RETURN kept;
END $$;

-- nightly(): this month and the two that come have their parts, and `history` has the days of the last ten. A cron job calls it.
CREATE OR REPLACE FUNCTION region.nightly() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM region.make_month((current_date + make_interval(months => ahead))::date) FROM generate_series(0, 2) AS ahead;
    RETURN region.keep(current_date - 15, current_date);
END $$;

-- forget(3204): take a hall's rows away before its subscription is made anew, or when the hall has left. Its days stay.
CREATE OR REPLACE FUNCTION region.forget(which integer) RETURNS void LANGUAGE sql AS $$
    DELETE FROM public.leg WHERE hall = which;
    DELETE FROM public.agency WHERE hall = which;
    DELETE FROM public.hall WHERE id = which;
$$;

-- The lines to the halls. `last_heard` goes on every few seconds while a line is whole, though nothing happens in the hall.
-- `errors` tell of rows that could not be taken, such as those of a second hall of the same number.
CREATE OR REPLACE VIEW region.lines AS
SELECT
    stat.subname::text AS line,
    stat.pid IS NOT NULL AS connected,
    stat.last_msg_receipt_time AS last_heard,
    errors.apply_error_count + errors.sync_error_count AS errors
FROM pg_stat_subscription AS stat
JOIN pg_stat_subscription_stats AS errors ON errors.subid = stat.subid
WHERE stat.relid IS NULL;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'antrean_region') THEN
        CREATE ROLE antrean_region NOLOGIN;
    END IF;
END $$;
GRANT SELECT ON region.lines TO antrean_region;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA region FROM PUBLIC;
