SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.rhomboid_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'rows are only ever added'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.entry (
    id text NOT NULL
);
CREATE TABLE public.revision (
    line bigint NOT NULL,
    entry_id text NOT NULL,
    number integer NOT NULL,
    change text NOT NULL,
    recorded_at text NOT NULL,
    day text,
    body text,
    digest text NOT NULL,
    CONSTRAINT a_known_change CHECK ((change = ANY (ARRAY['added'::text, 'edited'::text, 'deleted'::text]))),
    CONSTRAINT only_a_deletion_has_no_body CHECK (((change = 'deleted'::text) = (body IS NULL))),
    CONSTRAINT revisions_count_from_one CHECK ((number >= 1))
);
CREATE SEQUENCE public.revision_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.revision_line_seq OWNED BY public.revision.line;
CREATE TABLE public.rhomboid_schema (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.saved (
    line bigint NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    saved_at text NOT NULL,
    knowledge_hash text NOT NULL,
    body text NOT NULL,
    digest text NOT NULL
);
CREATE SEQUENCE public.saved_line_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.saved_line_seq OWNED BY public.saved.line;
ALTER TABLE ONLY public.revision ALTER COLUMN line SET DEFAULT nextval('public.revision_line_seq'::regclass);
ALTER TABLE ONLY public.saved ALTER COLUMN line SET DEFAULT nextval('public.saved_line_seq'::regclass);
INSERT INTO public.entry VALUES ('edited');
INSERT INTO public.entry VALUES ('deleted');
INSERT INTO public.revision VALUES (1, 'edited', 1, 'added', '2026-11-26T18:30:01.250000+00:00', '2026-11-25', '{"id":"edited","at":"2026-11-25T23:45:00+01:00","zone":"Europe/Paris"}', 'cfa83afa98fb3af39b203ed161e0d411bb3b9a72281a1e2a4e4cf3204dfcd55f');
INSERT INTO public.revision VALUES (2, 'deleted', 1, 'added', '2026-11-26T18:30:01.250000+00:00', '2026-11-26', '{"id":"deleted","at":"2026-11-26T08:00:00Z"}', 'f0a287c80960e5255e08ac971eed8ca7bf127eadb23529f41cb93d497a43cdcf');
INSERT INTO public.revision VALUES (3, 'edited', 2, 'edited', '2026-11-26T18:30:01.250000+00:00', '2026-11-25', '{"id":"edited","at":"2026-11-25T23:45:00+01:00","zone":"Europe/Paris","pains":[{"nrs":0,"site":"low_back"},{"nrs":6.5,"site":"between_shoulder_blades","side":"left","qualities":["burning"]}],"sleep_hours":6.25,"remedies":[],"measures":{"sitting_hours":9.5},"note":"A line, \"quoted\";\nand another: é \\ \u0000"}', 'b4a291d9160bb3a62e60917acc74d0407ba6b192892cafb23c104594fabd55fc');
INSERT INTO public.revision VALUES (4, 'deleted', 2, 'deleted', '2026-11-26T18:30:01.250000+00:00', NULL, NULL, 'e3e1e6f2463af907fe9df892f5215b4d5adb43e916b963336a9a060d44bf25cc');
INSERT INTO public.rhomboid_schema VALUES ('0002');
INSERT INTO public.saved VALUES (1, '3a072e5dfa914beb82e9af41d2dc8c1b', 'assessment', '2026-11-26T18:30:01.250000+00:00', '0000000000000000000000000000000000000000000000000000000000000000', '{"disposition": "self_care"}', 'c966d94411674faf387acfdb0a978b1c8c691409dceafefeedb8fbd5da9cb24d');
SELECT pg_catalog.setval('public.revision_line_seq', 4, true);
SELECT pg_catalog.setval('public.saved_line_seq', 1, true);
ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT one_revision_of_each_number UNIQUE (entry_id, number);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (line);
ALTER TABLE ONLY public.rhomboid_schema
    ADD CONSTRAINT rhomboid_schema_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.saved
    ADD CONSTRAINT saved_id_key UNIQUE (id);
ALTER TABLE ONLY public.saved
    ADD CONSTRAINT saved_pkey PRIMARY KEY (line);
CREATE TRIGGER entry_refuses_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.entry FOR EACH STATEMENT EXECUTE FUNCTION public.rhomboid_refuse();
CREATE TRIGGER revision_refuses_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revision FOR EACH STATEMENT EXECUTE FUNCTION public.rhomboid_refuse();
CREATE TRIGGER saved_refuses_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.saved FOR EACH STATEMENT EXECUTE FUNCTION public.rhomboid_refuse();
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id);
