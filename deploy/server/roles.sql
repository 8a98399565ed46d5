-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What each kind of program may do with the queue, and nothing more. Run it as the owner of the tables
-- or as an administrator, in the database of the queue, after the tables are there, and once more after
-- each new version:
--
--     sudo -u postgres psql --dbname antrean --file deploy/server/roles.sql
--
-- Then each machine gets a role of its own, which can be taken back alone:
--
--     sudo -u postgres psql --command "CREATE ROLE kiosk_1 LOGIN PASSWORD '…' IN ROLE antrean_kiosk"
--
-- The journal and its anchors can be added to and never changed, by nobody: triggers refuse it to the
-- owner too. No role of these makes or changes tables, staff, or what a hall offers, but the office.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['antrean_kiosk', 'antrean_counter', 'antrean_board', 'antrean_office', 'antrean_phone'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
END $$;

-- Whoever comes without a role of these finds nothing.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO antrean_kiosk, antrean_counter, antrean_board, antrean_office, antrean_phone;

-- Everybody in the hall: read what stands on boards.
GRANT SELECT ON
    alembic_version, hall, agency, service, counter, duty, document, closure, notice, board,
    series, ticket, leg, event, anchor, print_job, checklist, printer, presence, lesson
    TO antrean_kiosk, antrean_counter, antrean_board, antrean_office;

-- Who acts: the day is opened by the first action on it, whoever does it; it ends what was left of the
-- day before, empties the counters, and learns from the journal.
GRANT INSERT, UPDATE ON hall TO antrean_kiosk, antrean_counter, antrean_office;
GRANT INSERT ON event, anchor TO antrean_kiosk, antrean_counter, antrean_office;
GRANT UPDATE ON ticket, leg TO antrean_kiosk, antrean_counter, antrean_office;
GRANT INSERT ON leg TO antrean_kiosk, antrean_counter, antrean_office;
GRANT DELETE ON presence TO antrean_kiosk, antrean_counter, antrean_office;
GRANT INSERT, DELETE ON lesson TO antrean_kiosk, antrean_counter, antrean_office;
GRANT INSERT ON print_job TO antrean_kiosk, antrean_counter, antrean_office;
GRANT USAGE ON SEQUENCE event_seq_seq, leg_id_seq, print_job_id_seq
    TO antrean_kiosk, antrean_counter, antrean_office;

-- Staff sign in at counters, and at a kiosk's own page for them; tries at a PIN are counted.
GRANT SELECT ON staff TO antrean_kiosk, antrean_counter, antrean_office;
GRANT SELECT, INSERT, UPDATE ON attempts TO antrean_kiosk, antrean_counter, antrean_office;
GRANT INSERT, UPDATE ON closure TO antrean_kiosk, antrean_counter, antrean_office;
GRANT USAGE ON SEQUENCE closure_id_seq TO antrean_kiosk, antrean_counter, antrean_office;

-- A kiosk gives numbers, prints, and says how its printers are.
GRANT INSERT, UPDATE ON series TO antrean_kiosk, antrean_office;
GRANT INSERT ON ticket, checklist TO antrean_kiosk, antrean_office;
GRANT SELECT, INSERT, UPDATE ON lease TO antrean_kiosk, antrean_office;
GRANT USAGE ON SEQUENCE ticket_seq_seq, checklist_seq_seq TO antrean_kiosk, antrean_office;
GRANT UPDATE ON print_job TO antrean_kiosk, antrean_office;
GRANT INSERT, DELETE ON printer TO antrean_kiosk, antrean_office;

-- A counter calls: who is there, whether it called today, and whose turn it was.
GRANT INSERT, UPDATE ON presence TO antrean_counter, antrean_office;
GRANT UPDATE (called_day) ON counter TO antrean_counter, antrean_office;
GRANT UPDATE (priority_run) ON service TO antrean_counter, antrean_office;

-- A board says how it is.
GRANT INSERT, DELETE ON board TO antrean_board, antrean_office;

-- The office: staff, notices, and what the hall offers.
GRANT INSERT, UPDATE ON staff, agency, service, counter TO antrean_office;
GRANT INSERT, DELETE ON notice, duty, document TO antrean_office;

-- The page for phones: visitors look at their own ticket, cancel it, or say that they are late. It stands
-- nearest to the internet, so it reads neither staff nor papers nor kiosks.
GRANT SELECT ON
    alembic_version, hall, agency, service, counter, duty, document, closure, notice,
    ticket, leg, event, anchor, presence, lesson
    TO antrean_phone;
GRANT UPDATE ON hall, ticket, leg TO antrean_phone;
GRANT INSERT ON hall, event, anchor TO antrean_phone;
GRANT DELETE ON presence TO antrean_phone;
GRANT INSERT, DELETE ON lesson TO antrean_phone;
GRANT USAGE ON SEQUENCE event_seq_seq TO antrean_phone;
