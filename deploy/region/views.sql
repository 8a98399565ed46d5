-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a region's dashboard reads of many halls: who waits, who was served, how long it took, by agency and
-- by day. Nothing personal, no numbers, no tokens, no names of staff. Run it as an administrator in the database
-- that has the rows, which is that of the halls themselves or the one of copies.sql, and once more after each
-- new version:
--
--     sudo -u postgres psql --dbname antrean --set ON_ERROR_STOP=1 --file deploy/region/views.sql
--
-- Then each dashboard gets a role of its own:
--
--     sudo -u postgres psql --command "CREATE ROLE dashboard_1 LOGIN PASSWORD '…' IN ROLE antrean_region"
--
-- The views read the tables by the right of their owner; the role itself reads no table of a hall.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'antrean_region') THEN
        CREATE ROLE antrean_region NOLOGIN;
    END IF;
    -- To compile the question for 300 halls takes four times as long as to answer it.
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS region;

-- The rows of one hall and day lie together. On the server of a hall sending.sql makes the same one.
CREATE UNIQUE INDEX IF NOT EXISTS leg_of_day ON public.leg (hall, day, id);

-- The halls. `today` is the date in the time zone of the hall, whether it has opened or not.
CREATE OR REPLACE VIEW region.halls AS
SELECT
    id AS hall,
    name,
    timezone,
    rehearsal <> 0 AS rehearsal,
    to_char(now() AT TIME ZONE timezone, 'YYYY-MM-DD') AS today,
    to_timestamp(seen_at / 1000000.0) AS last_action
FROM public.hall;

-- Each agency of each hall today, also where nobody has come. `issued` counts a ticket at its first service, all
-- else counts a visit to each. Waits are those by which the queue is ordered, in seconds.
CREATE OR REPLACE VIEW region.agencies_today AS
SELECT
    halls.hall,
    halls.rehearsal,
    halls.today,
    agency.code AS agency,
    agency.name_id,
    agency.name_en,
    agency.name_su,
    coalesce(told.issued, 0) AS issued,
    coalesce(told.waiting, 0) AS waiting,
    coalesce(told.at_counter, 0) AS at_counter,
    coalesce(told.held, 0) AS held,
    coalesce(told.served, 0) AS served,
    coalesce(told.no_show, 0) AS no_show,
    coalesce(told.called, 0) AS called,
    told.longest_wait_s,
    told.mean_wait_s
FROM region.halls
JOIN public.agency ON agency.hall = halls.hall
LEFT JOIN (
    SELECT of_hall.hall, of_agency.*
    FROM region.halls AS of_hall
    CROSS JOIN LATERAL (  -- hall by hall: else all the rows of a month would be read for one day of it
        SELECT
            leg.agency,
            count(*) FILTER (WHERE leg.position = 1) AS issued,
            count(*) FILTER (WHERE leg.state = 'waiting') AS waiting,
            count(*) FILTER (WHERE leg.state IN ('called', 'serving')) AS at_counter,
            count(*) FILTER (WHERE leg.state = 'held') AS held,
            count(*) FILTER (WHERE leg.state = 'completed') AS served,
            count(*) FILTER (WHERE leg.state = 'no_show') AS no_show,
            count(leg.called_at) AS called,
            round(greatest(0, extract(epoch FROM now())
                - min(leg.queued_at) FILTER (WHERE leg.state = 'waiting') / 1000000.0)) AS longest_wait_s,
            round(avg(greatest(0, leg.called_at - leg.queued_at)) FILTER (WHERE leg.called_at IS NOT NULL)
                / 1000000.0) AS mean_wait_s
        FROM public.leg
        WHERE leg.hall = of_hall.hall AND leg.day = of_hall.today
        GROUP BY leg.agency
    ) AS of_agency
) AS told ON told.hall = agency.hall AND told.agency = agency.code
WHERE agency.offered <> 0 OR told.hall IS NOT NULL;

-- Each hall today: one line, with when something was last done in it. Where `last_action` stays behind although the
-- hall is open, its line is cut, and what stands here is that old.
CREATE OR REPLACE VIEW region.halls_today AS
SELECT
    halls.hall,
    halls.name,
    halls.rehearsal,
    halls.today,
    halls.last_action,
    coalesce(sum(agencies.issued), 0)::bigint AS issued,
    coalesce(sum(agencies.waiting), 0)::bigint AS waiting,
    coalesce(sum(agencies.at_counter), 0)::bigint AS at_counter,
    coalesce(sum(agencies.held), 0)::bigint AS held,
    coalesce(sum(agencies.served), 0)::bigint AS served,
    coalesce(sum(agencies.no_show), 0)::bigint AS no_show,
    max(agencies.longest_wait_s) AS longest_wait_s,
    round(sum(agencies.mean_wait_s * agencies.called) / nullif(sum(agencies.called), 0)) AS mean_wait_s
FROM region.halls
LEFT JOIN region.agencies_today AS agencies ON agencies.hall = halls.hall
GROUP BY halls.hall, halls.name, halls.rehearsal, halls.today, halls.last_action;

-- The days, reckoned from the rows at each question: ask for a few days. `left_over` are those whom the end of the day
-- found waiting. For longer there is `history`.
CREATE OR REPLACE VIEW region.days AS
SELECT
    hall,
    day,
    agency,
    count(*) FILTER (WHERE position = 1) AS issued,
    count(*) FILTER (WHERE state = 'completed') AS served,
    count(*) FILTER (WHERE state = 'no_show') AS no_show,
    count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
    count(*) FILTER (WHERE state = 'expired') AS left_over,
    count(called_at) AS called,
    round(avg(greatest(0, called_at - queued_at)) FILTER (WHERE called_at IS NOT NULL) / 1000000.0) AS mean_wait_s,
    round(max(greatest(0, called_at - queued_at)) FILTER (WHERE called_at IS NOT NULL) / 1000000.0) AS longest_wait_s,
    round(avg(greatest(0, ended_at - serving_at)) FILTER (WHERE state = 'completed') / 1000000.0) AS mean_service_s
FROM public.leg
GROUP BY hall, day, agency;

-- The same, kept: one row for each agency and day. It stays when the rows it was reckoned from are gone.
CREATE TABLE IF NOT EXISTS region.history (
    hall integer NOT NULL,
    day text NOT NULL,
    agency text NOT NULL,
    issued bigint NOT NULL,
    served bigint NOT NULL,
    no_show bigint NOT NULL,
    cancelled bigint NOT NULL,
    left_over bigint NOT NULL,
    called bigint NOT NULL,
    mean_wait_s numeric,
    longest_wait_s numeric,
    mean_service_s numeric,
    PRIMARY KEY (hall, day, agency)
);

-- keep('2026-11-01', '2026-11-30'): write these days into `history`, the last one included; again where rows came late.
CREATE OR REPLACE FUNCTION region.keep(first date, last date) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    kept bigint;
BEGIN
    INSERT INTO region.history
    SELECT * FROM region.days WHERE days.day BETWEEN first::text AND last::text
    ON CONFLICT (hall, day, agency) DO UPDATE SET
        issued = excluded.issued, served = excluded.served, no_show = excluded.no_show,
        cancelled = excluded.cancelled, left_over = excluded.left_over, called = excluded.called,
        mean_wait_s = excluded.mean_wait_s, longest_wait_s = excluded.longest_wait_s,
        mean_service_s = excluded.mean_service_s;
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA region FROM PUBLIC;
GRANT USAGE ON SCHEMA region TO antrean_region;
GRANT SELECT ON region.halls, region.agencies_today, region.halls_today, region.days, region.history TO antrean_region;
