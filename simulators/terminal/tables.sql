-- The terminal's store. xs = sale, kk = money taken from a card: never two for one sale.
CREATE TABLE IF NOT EXISTS zd_xs (
    request_no text PRIMARY KEY,
    sequence   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    digest     text NOT NULL,
    "window"   text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    text       text NOT NULL,
    state      text NOT NULL DEFAULT 'waiting',
    answer_no  text NOT NULL UNIQUE,
    due_at     timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS zd_xs_waiting ON zd_xs (sequence) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS zd_kk (
    reference_no text PRIMARY KEY,
    request_no   text NOT NULL UNIQUE REFERENCES zd_xs,
    amount_fen   bigint NOT NULL,
    card_tail    text NOT NULL,
    charged_at   timestamptz NOT NULL DEFAULT now()
);
