-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- On the server of a hall, or of several: offer a region the columns that its views need. Run it as an administrator in
-- the database of the hall, and once more after each new version:
--
--     sudo -u postgres psql --dbname antrean --set ON_ERROR_STOP=1 --file deploy/region/sending.sql
--     sudo -u postgres psql --command "\password antrean_collector"
--
-- It needs `wal_level = logical`. The hall's number must be its own in the whole region.

DO $$
DECLARE
    plugin text := (SELECT setting || '/test_decoding.so' FROM pg_config WHERE name = 'PKGLIBDIR');
BEGIN
    -- Whoever may replicate chooses how the log is told: this one tells all of it to plain SQL, publication or not. A copy of
    -- the whole server cannot be refused to antrean_collector at all; docs/region.md says what follows.
    IF (pg_stat_file(plugin, true)).size IS NOT NULL THEN
        RAISE WARNING 'with % antrean_collector reads more than the publication; docs/region.md says how to take it away', plugin;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'antrean_collector') THEN
        CREATE ROLE antrean_collector LOGIN REPLICATION CONNECTION LIMIT 8;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'antrean_region') THEN
        -- A table emptied here would else be emptied of all halls there.
        CREATE PUBLICATION antrean_region WITH (publish = 'insert, update, delete');
    END IF;
END $$;

-- By what a change finds its row at the region: the numbers of legs begin with 1 on every server.
CREATE UNIQUE INDEX IF NOT EXISTS leg_of_day ON public.leg (hall, day, id);
ALTER TABLE public.leg REPLICA IDENTITY USING INDEX leg_of_day;

-- What goes up, and nothing else: no ticket with its code, number or language, no event, no counter, no staff.
ALTER PUBLICATION antrean_region SET TABLE
    public.hall (id, name, timezone, rehearsal, seen_at),
    public.agency (hall, code, name_id, name_en, name_su, offered),
    public.leg (hall, day, id, agency, state, position, queued_at, called_at, serving_at, ended_at);

-- The first copy is read as from any table; what follows comes out of the log.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO antrean_collector;
GRANT SELECT (id, name, timezone, rehearsal, seen_at) ON public.hall TO antrean_collector;
GRANT SELECT (hall, code, name_id, name_en, name_su, offered) ON public.agency TO antrean_collector;
GRANT SELECT (hall, day, id, agency, state, position, queued_at, called_at, serving_at, ended_at)
    ON public.leg TO antrean_collector;
