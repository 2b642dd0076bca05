-- CreateTable
CREATE TABLE "symbols" (
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sector" TEXT,
    "industry" TEXT,
    "exchange" TEXT,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "tick_size" DOUBLE PRECISION,
    "lot_size" DOUBLE PRECISION,
    "market_cap" DOUBLE PRECISION,
    "average_volume" DOUBLE PRECISION,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "listed_on" DATE,
    "delisted_on" DATE,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "symbols_pkey" PRIMARY KEY ("symbol")
);

-- CreateTable
CREATE TABLE "prices" (
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "open_time" TIMESTAMPTZ(3) NOT NULL,
    "close_time" TIMESTAMPTZ(3) NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "open" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "close" DOUBLE PRECISION NOT NULL,
    "volume" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "quality" REAL NOT NULL DEFAULT 1,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prices_pkey" PRIMARY KEY ("symbol","timeframe","open_time")
);

-- CreateTable
CREATE TABLE "data_versions" (
    "id" BIGSERIAL NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "bars" INTEGER NOT NULL,
    "first_open_time" TIMESTAMPTZ(3) NOT NULL,
    "last_close_time" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "corporate_actions" (
    "symbol" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ex_date" DATE NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "source" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "corporate_actions_pkey" PRIMARY KEY ("symbol","kind","ex_date")
);

-- CreateTable
CREATE TABLE "universes" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "definition" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "universes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "universe_members" (
    "universe_id" UUID NOT NULL,
    "symbol" TEXT NOT NULL,
    "member_from" DATE NOT NULL,
    "member_to" DATE,

    CONSTRAINT "universe_members_pkey" PRIMARY KEY ("universe_id","symbol","member_from")
);

-- CreateTable
CREATE TABLE "notebooks" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notebooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notebook_sources" (
    "hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "notebook_sources_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "revisions" (
    "notebook_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "parent" TEXT,
    "author" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revisions_pkey" PRIMARY KEY ("notebook_id","number")
);

-- CreateTable
CREATE TABLE "output_snapshots" (
    "notebook_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "cell_id" TEXT NOT NULL,
    "output" JSONB NOT NULL,
    "result_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "output_snapshots_pkey" PRIMARY KEY ("notebook_id","revision","cell_id")
);

-- CreateTable
CREATE TABLE "strategy_versions" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "config_hash" TEXT NOT NULL,
    "source" TEXT,
    "author" TEXT,
    "changelog" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "strategy_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'backtest',
    "status" TEXT NOT NULL DEFAULT 'completed',
    "strategy_name" TEXT NOT NULL,
    "strategy_version" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "params_hash" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "spec" TEXT,
    "parent_run_id" UUID,
    "study_id" UUID,
    "universe_id" UUID,
    "start_time" TIMESTAMPTZ(3),
    "end_time" TIMESTAMPTZ(3),
    "capital" DOUBLE PRECISION,
    "manifest" JSONB,
    "manifest_hash" TEXT,
    "result_hash" TEXT,
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "symbols_processed" INTEGER NOT NULL DEFAULT 0,
    "trades_count" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" DOUBLE PRECISION,
    "error" TEXT,
    "notebook_id" TEXT,
    "notebook_revision" TEXT,
    "cell_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trades" (
    "run_id" UUID NOT NULL,
    "ts" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL,
    "symbol" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "quantity" DOUBLE PRECISION NOT NULL,
    "entry_time" TIMESTAMPTZ(3) NOT NULL,
    "entry_price" DOUBLE PRECISION NOT NULL,
    "exit_time" TIMESTAMPTZ(3),
    "exit_price" DOUBLE PRECISION,
    "pnl" DOUBLE PRECISION NOT NULL,
    "return_pct" DOUBLE PRECISION NOT NULL,
    "fees" DOUBLE PRECISION NOT NULL,
    "slippage" DOUBLE PRECISION NOT NULL,
    "borrow" DOUBLE PRECISION,
    "market_impact" DOUBLE PRECISION,
    "fill_quality" DOUBLE PRECISION,
    "hold_bars" INTEGER NOT NULL,
    "mfe" DOUBLE PRECISION NOT NULL,
    "mae" DOUBLE PRECISION NOT NULL,
    "entry_reason" TEXT NOT NULL,
    "exit_reason" TEXT NOT NULL,
    "entry_signal" JSONB,
    "decisions" JSONB NOT NULL DEFAULT '[]',
    "regime" TEXT,
    "regime_confidence" DOUBLE PRECISION,
    "volatility_at_entry" DOUBLE PRECISION,
    "volume_at_entry" DOUBLE PRECISION,
    "position_pct" DOUBLE PRECISION,
    "portfolio_heat" DOUBLE PRECISION,
    "drawdown_at_entry" DOUBLE PRECISION,

    CONSTRAINT "trades_pkey" PRIMARY KEY ("run_id","ts","seq")
);

-- CreateTable
CREATE TABLE "walk_forward_windows" (
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "train_from" TIMESTAMPTZ(3) NOT NULL,
    "train_to" TIMESTAMPTZ(3) NOT NULL,
    "test_from" TIMESTAMPTZ(3) NOT NULL,
    "test_to" TIMESTAMPTZ(3) NOT NULL,
    "params" JSONB NOT NULL,
    "in_sample" DOUBLE PRECISION,
    "out_of_sample" DOUBLE PRECISION,
    "degradation_pct" DOUBLE PRECISION,
    "trades_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "walk_forward_windows_pkey" PRIMARY KEY ("run_id","number")
);

-- CreateTable
CREATE TABLE "run_events" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "event" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "studies" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "strategy_name" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "data_hash" TEXT NOT NULL,
    "space" JSONB NOT NULL,
    "objective" TEXT NOT NULL,
    "seed" INTEGER NOT NULL DEFAULT 0,
    "notebook_id" TEXT,
    "cell_id" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "studies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trials" (
    "study_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "params" JSONB NOT NULL,
    "params_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'completed',
    "objective" DOUBLE PRECISION,
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "fold_values" DOUBLE PRECISION[],
    "overfitting_score" DOUBLE PRECISION,
    "error" TEXT,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "trials_pkey" PRIMARY KEY ("study_id","number")
);

-- CreateTable
CREATE TABLE "trial_ledger" (
    "id" BIGSERIAL NOT NULL,
    "lineage" TEXT NOT NULL,
    "strategy_name" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "params_hash" TEXT NOT NULL,
    "data_hash" TEXT NOT NULL,
    "sharpe" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trial_ledger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_cache" (
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "config_hash" TEXT NOT NULL,
    "data_hash" TEXT NOT NULL,
    "values" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "indicator_cache_pkey" PRIMARY KEY ("symbol","timeframe","indicator","config_hash","data_hash")
);

-- CreateIndex
CREATE INDEX "data_versions_symbol_timeframe_id_idx" ON "data_versions"("symbol", "timeframe", "id");

-- CreateIndex
CREATE UNIQUE INDEX "universes_name_version_key" ON "universes"("name", "version");

-- CreateIndex
CREATE INDEX "revisions_hash_idx" ON "revisions"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_versions_name_version_key" ON "strategy_versions"("name", "version");

-- CreateIndex
CREATE INDEX "runs_notebook_id_created_at_idx" ON "runs"("notebook_id", "created_at");

-- CreateIndex
CREATE INDEX "runs_created_at_idx" ON "runs"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "runs_manifest_hash_result_hash_key" ON "runs"("manifest_hash", "result_hash");

-- CreateIndex
CREATE INDEX "run_events_run_id_id_idx" ON "run_events"("run_id", "id");

-- CreateIndex
CREATE INDEX "trials_study_id_params_hash_idx" ON "trials"("study_id", "params_hash");

-- CreateIndex
CREATE INDEX "trial_ledger_lineage_strategy_name_idx" ON "trial_ledger"("lineage", "strategy_name");

-- AddForeignKey
ALTER TABLE "data_versions" ADD CONSTRAINT "data_versions_symbol_fkey" FOREIGN KEY ("symbol") REFERENCES "symbols"("symbol") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corporate_actions" ADD CONSTRAINT "corporate_actions_symbol_fkey" FOREIGN KEY ("symbol") REFERENCES "symbols"("symbol") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "universe_members" ADD CONSTRAINT "universe_members_universe_id_fkey" FOREIGN KEY ("universe_id") REFERENCES "universes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "universe_members" ADD CONSTRAINT "universe_members_symbol_fkey" FOREIGN KEY ("symbol") REFERENCES "symbols"("symbol") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_hash_fkey" FOREIGN KEY ("hash") REFERENCES "notebook_sources"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_snapshots" ADD CONSTRAINT "output_snapshots_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_parent_run_id_fkey" FOREIGN KEY ("parent_run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_universe_id_fkey" FOREIGN KEY ("universe_id") REFERENCES "universes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trades" ADD CONSTRAINT "trades_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walk_forward_windows" ADD CONSTRAINT "walk_forward_windows_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trials" ADD CONSTRAINT "trials_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
