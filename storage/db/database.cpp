// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/db/database.h"

#include "storage/db/errors.h"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <unordered_map>
#include <vector>

namespace oxseal {
namespace {

constexpr std::string_view kPlainHeader{"SQLite format 3\0", 16};

sqlite3_stmt* asStatement(void* handle) { return static_cast<sqlite3_stmt*>(handle); }

tl::unexpected<Error> failure(sqlite3* db, int code, const char* where)
{
    const std::string message = sqlite3_errmsg(db);
    std::string place = where == nullptr ? std::string() : std::string(where).substr(0, 80);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(kDbBusy, std::move(place), {message});
    case SQLITE_NOTADB:
        return fail(kDbWrongKey, std::move(place), {message});
    case SQLITE_CORRUPT:
    case SQLITE_IOERR:
        return fail(kDbCorrupt, std::move(place), {message});
    case SQLITE_FULL:
        return fail(kDbFull, std::move(place), {message});
    case SQLITE_CONSTRAINT:
        return fail(kDbConstraint, std::move(place), {message});
    default:
        return fail(kDbFailed, std::move(place), {message});
    }
}

bool looksPlain(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::array<char, 16> header{};
    in.read(header.data(), header.size());
    return in.gcount() == static_cast<std::streamsize>(header.size())
        && std::string_view(header.data(), header.size()) == kPlainHeader;
}

/// x'<64 hexadecimal digits>': SQLCipher's raw key, in locked memory.
Botan::secure_vector<std::uint8_t> rawKeyText(const Secret& key)
{
    static constexpr char digits[] = "0123456789abcdef";
    Botan::secure_vector<std::uint8_t> text;
    text.reserve(67);
    text.push_back('x');
    text.push_back('\'');
    for (const auto byte : key.view()) {
        text.push_back(static_cast<std::uint8_t>(digits[byte >> 4]));
        text.push_back(static_cast<std::uint8_t>(digits[byte & 15]));
    }
    text.push_back('\'');
    return text;
}

} // namespace

bool SqlRow::isNull(int column) const { return sqlite3_column_type(asStatement(statement_), column) == SQLITE_NULL; }

std::int64_t SqlRow::integer(int column) const { return sqlite3_column_int64(asStatement(statement_), column); }

std::string_view SqlRow::text(int column) const
{
    const auto* bytes = sqlite3_column_text(asStatement(statement_), column);
    if (bytes == nullptr)
        return {};
    return {reinterpret_cast<const char*>(bytes),
        static_cast<std::size_t>(sqlite3_column_bytes(asStatement(statement_), column))};
}

ByteView SqlRow::blob(int column) const
{
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(asStatement(statement_), column));
    if (bytes == nullptr)
        return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(asStatement(statement_), column))};
}

Digest SqlRow::digest(int column) const
{
    Digest digest;
    const ByteView bytes = blob(column);
    if (bytes.size() == digest.bytes.size())
        std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
    return digest;
}

struct Database::Impl
{
    sqlite3* db = nullptr;
    Secret key; ///< of the file as it is now; a copy gets the same one
    /// By the address of the whole raw string: SQL texts are literals, so one address is one text.
    std::unordered_map<const char*, sqlite3_stmt*> cache;

    ~Impl()
    {
        for (const auto& [sql, statement] : cache)
            sqlite3_finalize(statement);
        if (db != nullptr)
            sqlite3_close(db);
    }

    Status script(const char* sql)
    {
        const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK)
            return failure(db, code, sql);
        return {};
    }
};

namespace {

/// A prepared statement in use: bound on construction, reset and unbound on destruction. One that is already running
/// (a query inside its own callback) is prepared a second time instead of being shared.
class Use
{
public:
    Use(sqlite3* db, std::unordered_map<const char*, sqlite3_stmt*>& cache, const char* sql)
        : db_(db), sql_(sql)
    {
        auto found = cache.find(sql);
        // Another text at the same address (a string built for one call) must not run the old statement.
        if (found != cache.end() && std::strcmp(sqlite3_sql(found->second), sql) != 0
            && sqlite3_stmt_busy(found->second) == 0) {
            sqlite3_finalize(found->second);
            cache.erase(found);
            found = cache.end();
        }
        if (found != cache.end() && sqlite3_stmt_busy(found->second) == 0) {
            statement_ = found->second;
            return;
        }
        const bool keep = found == cache.end();
        const unsigned flags = keep ? SQLITE_PREPARE_PERSISTENT : 0U;
        const char* rest = nullptr;
        code_ = sqlite3_prepare_v3(db, sql, -1, flags, &statement_, &rest);
        if (code_ != SQLITE_OK || statement_ == nullptr)
            return;
        if (keep)
            cache.emplace(sql, statement_);
        else
            own_ = true;
    }
    ~Use()
    {
        if (statement_ == nullptr)
            return;
        if (own_) {
            sqlite3_finalize(statement_);
        } else {
            sqlite3_reset(statement_);
            sqlite3_clear_bindings(statement_);
        }
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    Status bind(SqlArguments arguments)
    {
        if (code_ != SQLITE_OK || statement_ == nullptr)
            return failure(db_, code_, sql_);
        if (sqlite3_bind_parameter_count(statement_) != static_cast<int>(arguments.size()))
            return fail(kDbFailed, sql_, {"the number of bound values differs from the number of parameters"});
        int index = 0;
        for (const auto& argument : arguments) {
            ++index;
            const int code = std::visit([&](const auto& value) { return bindOne(index, value); }, argument);
            if (code != SQLITE_OK)
                return failure(db_, code, sql_);
        }
        return {};
    }

    /// SQLITE_ROW or SQLITE_DONE, or an error.
    Result<int> step()
    {
        const int code = sqlite3_step(statement_);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            return failure(db_, code, sql_);
        return code;
    }
    sqlite3_stmt* statement() { return statement_; }

private:
    int bindOne(int index, std::nullptr_t) { return sqlite3_bind_null(statement_, index); }
    int bindOne(int index, std::int64_t value) { return sqlite3_bind_int64(statement_, index, value); }
    int bindOne(int index, std::string_view value)
    {
        return sqlite3_bind_text64(statement_, index, value.data() == nullptr ? "" : value.data(), value.size(),
            SQLITE_STATIC, SQLITE_UTF8);
    }
    int bindOne(int index, ByteView value)
    {
        if (value.empty())
            return sqlite3_bind_zeroblob(statement_, index, 0);
        return sqlite3_bind_blob64(statement_, index, value.data(), value.size(), SQLITE_STATIC);
    }

    sqlite3* db_;
    const char* sql_;
    sqlite3_stmt* statement_ = nullptr;
    int code_ = SQLITE_OK;
    bool own_ = false;
};

Status configure(sqlite3* db, bool networkFileSystem, bool readOnly)
{
    const auto pragma = [db](const char* sql) -> Status {
        const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK)
            return failure(db, code, sql);
        return {};
    };
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_busy_timeout(db, 5000);
    // The first statement that reads: a wrong key shows here.
    OXSEAL_CHECK(pragma("SELECT count(*) FROM sqlite_schema"));
    OXSEAL_CHECK(pragma("PRAGMA foreign_keys=ON"));
    OXSEAL_CHECK(pragma("PRAGMA recursive_triggers=ON"));
    OXSEAL_CHECK(pragma("PRAGMA secure_delete=ON"));
    OXSEAL_CHECK(pragma("PRAGMA cache_size=-32768"));
    OXSEAL_CHECK(pragma("PRAGMA synchronous=FULL"));
    OXSEAL_CHECK(pragma("PRAGMA temp_store=MEMORY"));
    if (readOnly)
        return pragma("PRAGMA query_only=ON");
    return pragma(networkFileSystem ? "PRAGMA journal_mode=DELETE" : "PRAGMA journal_mode=WAL");
}

Status proveCipher(sqlite3* db)
{
    bool present = false;
    sqlite3_exec(
        db, "PRAGMA cipher_version",
        [](void* flag, int columns, char** values, char**) {
            *static_cast<bool*>(flag) = columns > 0 && values[0] != nullptr && values[0][0] != '\0';
            return 0;
        },
        &present, nullptr);
    if (!present)
        return fail(kDbNoCipher);
    return {};
}

} // namespace

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) { }
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(
    const std::filesystem::path& file, const Secret& key, Mode mode, bool networkFileSystem)
{
    if (key.size() != 32)
        return fail(kDbWrongKey, file.string(), {"the data key has the wrong length"});
    if (mode != Mode::Create && looksPlain(file))
        return fail(kDbPlaintext, file.string());
    auto impl = std::make_unique<Impl>();
    int flags = SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW;
    flags |= mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (mode == Mode::Create)
        flags |= SQLITE_OPEN_CREATE;
    std::error_code ignored;
    const auto canonical = std::filesystem::weakly_canonical(file, ignored);
    const int opened = sqlite3_open_v2((ignored ? file : canonical).c_str(), &impl->db, flags, nullptr);
    if (opened != SQLITE_OK)
        return fail(kDbCannotOpen, file.string(), {impl->db == nullptr ? "no memory" : sqlite3_errmsg(impl->db)});
    sqlite3_extended_result_codes(impl->db, 1);
    OXSEAL_CHECK(proveCipher(impl->db));
    // Without this SQLCipher writes to stderr whenever a key is wrong.
    sqlite3_exec(impl->db, "PRAGMA cipher_log_level=NONE", nullptr, nullptr, nullptr);
    const auto text = rawKeyText(key);
    if (const int code = sqlite3_key_v2(impl->db, "main", text.data(), static_cast<int>(text.size())); code != SQLITE_OK)
        return failure(impl->db, code, "key");
    OXSEAL_CHECK(configure(impl->db, networkFileSystem, mode == Mode::ReadOnly));
    if (looksPlain(file))
        return fail(kDbPlaintext, file.string());
    impl->key = key.clone();
    return std::unique_ptr<Database>(new Database(std::move(impl)));
}

Result<std::int64_t> Database::run(const char* sql, SqlArguments arguments)
{
    Use use(impl_->db, impl_->cache, sql);
    OXSEAL_CHECK(use.bind(arguments));
    while (true) {
        OXSEAL_TRY(const int code, use.step());
        if (code == SQLITE_DONE)
            return sqlite3_changes64(impl_->db);
    }
}

Result<std::int64_t> Database::insert(const char* sql, SqlArguments arguments)
{
    OXSEAL_TRY([[maybe_unused]] const auto changed, run(sql, arguments));
    return sqlite3_last_insert_rowid(impl_->db);
}

Status Database::each(const char* sql, SqlArguments arguments, const std::function<bool(const SqlRow&)>& row)
{
    Use use(impl_->db, impl_->cache, sql);
    OXSEAL_CHECK(use.bind(arguments));
    while (true) {
        OXSEAL_TRY(const int code, use.step());
        if (code == SQLITE_DONE || !row(SqlRow(use.statement())))
            return {};
    }
}

Result<bool> Database::one(const char* sql, SqlArguments arguments, const std::function<void(const SqlRow&)>& row)
{
    Use use(impl_->db, impl_->cache, sql);
    OXSEAL_CHECK(use.bind(arguments));
    OXSEAL_TRY(const int code, use.step());
    if (code == SQLITE_DONE)
        return false;
    row(SqlRow(use.statement()));
    return true;
}

Result<std::optional<std::int64_t>> Database::integer(const char* sql, SqlArguments arguments)
{
    std::optional<std::int64_t> value;
    OXSEAL_CHECK(one(sql, arguments, [&](const SqlRow& row) {
        if (!row.isNull(0))
            value = row.integer(0);
    }));
    return value;
}

Status Database::script(const std::string& sql) { return impl_->script(sql.c_str()); }

Status Database::emptyLog() { return impl_->script("PRAGMA wal_checkpoint(TRUNCATE)"); }

Status Database::rekey(const Secret& key)
{
    if (key.size() != 32)
        return fail(kDbWrongKey, {}, {"the data key has the wrong length"});
    const auto text = rawKeyText(key);
    if (const int code = sqlite3_rekey_v2(impl_->db, "main", text.data(), static_cast<int>(text.size()));
        code != SQLITE_OK)
        return failure(impl_->db, code, "rekey");
    impl_->key = key.clone();
    return {};
}

Status Database::copyTo(const std::filesystem::path& file)
{
    OXSEAL_TRY(const std::unique_ptr<Database> copy, open(file, impl_->key, Mode::Create, true));
    sqlite3_backup* backup = sqlite3_backup_init(copy->impl_->db, "main", impl_->db, "main");
    if (backup == nullptr)
        return failure(copy->impl_->db, sqlite3_errcode(copy->impl_->db), "backup");
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK)
        return failure(copy->impl_->db, stepped != SQLITE_DONE ? stepped : finished, "backup");
    // The copied header says WAL; a copy at rest must be one file that reading does not add to.
    return copy->script("PRAGMA journal_mode=DELETE");
}

void* Database::handle() noexcept { return impl_->db; }

} // namespace oxseal
