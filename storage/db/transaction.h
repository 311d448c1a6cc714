// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/db/database.h"

namespace oxseal {

/// BEGIN IMMEDIATE … COMMIT; rolled back on destruction unless committed.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database& db)
    {
        OXSEAL_CHECK(db.script("BEGIN IMMEDIATE"));
        return Transaction(db);
    }
    Transaction(Transaction&& other) noexcept : db_(other.db_) { other.db_ = nullptr; }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction()
    {
        if (db_ != nullptr)
            (void)db_->script("ROLLBACK");
    }
    [[nodiscard]] Status commit()
    {
        OXSEAL_CHECK(db_->script("COMMIT"));
        db_ = nullptr;
        return {};
    }

private:
    explicit Transaction(Database& db) : db_(&db) { }
    Database* db_;
};

} // namespace oxseal
