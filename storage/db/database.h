// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "storage/crypto/secret.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace oxseal {

/// A bound argument. Text and bytes are borrowed for the call only.
using SqlValue = std::variant<std::nullptr_t, std::int64_t, std::string_view, ByteView>;
using SqlArguments = std::initializer_list<SqlValue>;

[[nodiscard]] inline SqlValue sqlText(const std::optional<std::string>& text)
{
    return text ? SqlValue(std::string_view(*text)) : SqlValue(nullptr);
}

/// The row a query stands on; columns from 0. Views live until the next row.
class SqlRow
{
public:
    explicit SqlRow(void* statement) : statement_(statement) { }
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const; ///< 0 when null
    [[nodiscard]] std::string_view text(int column) const; ///< "" when null
    [[nodiscard]] ByteView blob(int column) const; ///< empty when null
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] Digest digest(int column) const; ///< a 32-byte blob; zero when null or of another size

private:
    void* statement_;
};

/// One SQLCipher connection. Statements are whole raw strings, prepared once and cached by their text's address; values
/// are always bound. Only storage/repos, storage/reads, storage/ledger and storage/schema contain SQL.
/// Not thread-safe: one connection per thread.
class Database
{
public:
    enum class Mode { ReadWrite, ReadOnly, Create };

    /// Opens and proves what it opened: raw key by sqlite3_key_v2, cipher_version non-empty, the file's header not
    /// plaintext, foreign_keys, recursive_triggers and secure_delete on, trusted_schema and double-quoted strings off,
    /// WAL (or rollback journal when `networkFileSystem`), synchronous FULL, cache 32 MB.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(
        const std::filesystem::path& file, const Secret& key, Mode mode, bool networkFileSystem = false);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// INSERT, UPDATE, DELETE, DDL: runs to the end; gives the number of rows changed.
    [[nodiscard]] Result<std::int64_t> run(const char* sql, SqlArguments arguments = {});
    /// INSERT: gives the new rowid.
    [[nodiscard]] Result<std::int64_t> insert(const char* sql, SqlArguments arguments = {});
    /// SELECT: calls `row` for each row; `row` may return false to stop early.
    [[nodiscard]] Status each(const char* sql, SqlArguments arguments, const std::function<bool(const SqlRow&)>& row);
    /// SELECT of at most one row: true when there was one.
    [[nodiscard]] Result<bool> one(const char* sql, SqlArguments arguments, const std::function<void(const SqlRow&)>& row);
    /// First column of the first row as integer; nullopt when there is no row or it is null.
    [[nodiscard]] Result<std::optional<std::int64_t>> integer(const char* sql, SqlArguments arguments = {});

    /// Several statements without values (migrations, BEGIN, pragmas).
    [[nodiscard]] Status script(const std::string& sql);
    /// Moves the write-ahead log into the main file and truncates it, as far as readers allow.
    [[nodiscard]] Status emptyLog();
    /// Re-encrypts every page under another 32-byte raw key; atomic by the journal. No other connection may be open.
    [[nodiscard]] Status rekey(const Secret& key);

    /// A consistent copy of the whole database into a new file, by SQLite's online backup; encrypted with the same key.
    [[nodiscard]] Status copyTo(const std::filesystem::path& file);

    /// The sqlite3* for storage/db, storage/ledger and storage/workspace only.
    [[nodiscard]] void* handle() noexcept;

private:
    struct Impl;
    explicit Database(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace oxseal
