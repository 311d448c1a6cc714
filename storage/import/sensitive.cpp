// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sensitive.h"

#include "models/core/text.h"
#include "storage/import/csv_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace oxseal {
namespace {

constexpr std::size_t kSampledRows = 5000;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool hexDigit(char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool alnum(char c) { return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool startsWith(std::string_view text, std::string_view mark) { return text.substr(0, mark.size()) == mark; }

struct HeaderRule
{
    SensitiveClass sensitive;
    std::string_view key; ///< as headerKey gives it
    bool whole; ///< the whole key, not a part of it
};

// Whole keys where the word also occurs in harmless headers ("password_last_changed", "paygrade", "dob" in "adobe").
constexpr std::array<HeaderRule, 45> kHeaderRules = {{
    {SensitiveClass::PasswordHash, "passwordhash", false},
    {SensitiveClass::PasswordHash, "pwdhash", false},
    {SensitiveClass::PasswordHash, "hashedpassword", false},
    {SensitiveClass::PasswordHash, "password", true},
    {SensitiveClass::PasswordHash, "passwd", true},
    {SensitiveClass::PasswordHash, "pwd", true},
    {SensitiveClass::PasswordHash, "rolpassword", true},
    {SensitiveClass::PasswordHash, "authenticationstring", true},
    {SensitiveClass::PasswordHash, "nthash", true},
    {SensitiveClass::PasswordHash, "lmhash", true},
    {SensitiveClass::PasswordHash, "spare4", true},
    {SensitiveClass::KeySecret, "secretkey", false},
    {SensitiveClass::KeySecret, "secretaccesskey", false},
    {SensitiveClass::KeySecret, "privatekey", false},
    {SensitiveClass::KeySecret, "clientsecret", false},
    {SensitiveClass::KeySecret, "apikey", true},
    {SensitiveClass::KeySecret, "apisecret", false},
    {SensitiveClass::KeySecret, "apitoken", true},
    {SensitiveClass::KeySecret, "totpsecret", false},
    {SensitiveClass::KeySecret, "mfasecret", false},
    {SensitiveClass::TaxId, "ssn", true},
    {SensitiveClass::TaxId, "socialsecurity", false},
    {SensitiveClass::TaxId, "socsec", false},
    {SensitiveClass::TaxId, "taxid", false},
    {SensitiveClass::TaxId, "taxpayerid", false},
    {SensitiveClass::TaxId, "nationalid", false},
    {SensitiveClass::TaxId, "nationalinsurance", false},
    {SensitiveClass::TaxId, "steuerid", false},
    {SensitiveClass::TaxId, "passportn", false},
    {SensitiveClass::BirthDate, "birthdate", false},
    {SensitiveClass::BirthDate, "dateofbirth", false},
    {SensitiveClass::BirthDate, "birthday", false},
    {SensitiveClass::BirthDate, "dob", true},
    {SensitiveClass::BirthDate, "geburtsdatum", false},
    {SensitiveClass::Pay, "salary", false},
    {SensitiveClass::Pay, "payrate", false},
    {SensitiveClass::Pay, "basepay", false},
    {SensitiveClass::Pay, "compensation", false},
    {SensitiveClass::Pay, "hourlyrate", false},
    {SensitiveClass::Pay, "wage", false},
    {SensitiveClass::Pay, "gehalt", false},
    {SensitiveClass::BankAccount, "iban", false},
    {SensitiveClass::BankAccount, "bankaccount", false},
    {SensitiveClass::BankAccount, "directdeposit", false},
    {SensitiveClass::CardNumber, "cardnumber", false},
}};

std::optional<SensitiveClass> byHeader(std::string_view header)
{
    const std::string key = headerKey(header);
    for (const auto& rule : kHeaderRules) {
        if (rule.whole ? key == rule.key : key.find(rule.key) != std::string::npos)
            return rule.sensitive;
    }
    return std::nullopt;
}

/// Crypt and LDAP forms, bcrypt, Argon2, PBKDF2, NTLM "LM:NT", SCRAM verifiers.
bool looksLikeHash(std::string_view v)
{
    if (v.size() >= 13 && v[0] == '$' && v.find('$', 1) != std::string_view::npos && v.find('$', 1) <= 12)
        return true;
    if (v.size() > 8 && v[0] == '{' && v.find('}') != std::string_view::npos && v.find('}') <= 12
        && (startsWith(v, "{SSHA") || startsWith(v, "{SHA") || startsWith(v, "{MD5") || startsWith(v, "{CRYPT") || startsWith(v, "{SMD5")))
        return true;
    if (startsWith(v, "SCRAM-SHA-") || startsWith(v, "pbkdf2_") || startsWith(v, "argon2"))
        return true;
    if (v.size() == 41 && v[0] == '*' && std::all_of(v.begin() + 1, v.end(), hexDigit))
        return true; // MySQL
    if (v.size() == 35 && startsWith(v, "md5") && std::all_of(v.begin() + 3, v.end(), hexDigit))
        return true; // PostgreSQL
    return v.size() == 65 && v[32] == ':' && std::all_of(v.begin(), v.begin() + 32, hexDigit)
        && std::all_of(v.begin() + 33, v.end(), hexDigit);
}

bool looksLikeSecret(std::string_view v)
{
    if (v.find("PRIVATE KEY-----") != std::string_view::npos)
        return true;
    for (const std::string_view mark : {"sk_live_", "rk_live_", "ghp_", "gho_", "github_pat_", "xoxb-", "xoxp-", "glpat-", "SG."}) {
        if (startsWith(v, mark) && v.size() >= mark.size() + 16)
            return true;
    }
    return false;
}

/// 000, 666 and 9xx areas are never issued (SSA), nor group 00 and serial 0000.
bool looksLikeSsn(std::string_view v)
{
    if (v.size() != 11 || v[3] != '-' || v[6] != '-')
        return false;
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (i != 3 && i != 6 && !digit(v[i]))
            return false;
    }
    const auto area = v.substr(0, 3);
    return area != "000" && area != "666" && area[0] != '9' && v.substr(4, 2) != "00" && v.substr(7) != "0000";
}

/// ISO 13616: the number read with its first four characters at the end is 1 modulo 97.
bool looksLikeIban(std::string_view v)
{
    if (v.size() < 15 || digit(v[0]) || digit(v[1]) || !digit(v[2]) || !digit(v[3]))
        return false;
    std::string plain;
    for (const char c : v) {
        if (c == ' ')
            continue;
        if (!alnum(c))
            return false;
        plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    if (plain.size() < 15 || plain.size() > 34)
        return false;
    std::rotate(plain.begin(), plain.begin() + 4, plain.end());
    int rest = 0;
    for (const char c : plain) {
        const int value = digit(c) ? c - '0' : c - 'A' + 10;
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
}

bool looksLikeCard(std::string_view v)
{
    if (v.size() < 15 || v.size() > 19 || v[0] < '3' || v[0] > '6')
        return false;
    std::string plain;
    for (const char c : v) {
        if (c == ' ' || c == '-')
            continue;
        if (!digit(c))
            return false;
        plain.push_back(c);
    }
    if (plain.size() < 15 || plain.size() > 16)
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        int d = plain[plain.size() - 1 - i] - '0';
        if (i % 2 == 1)
            d = d > 4 ? 2 * d - 9 : 2 * d;
        sum += d;
    }
    return sum % 10 == 0;
}

constexpr std::array<std::pair<SensitiveClass, bool (*)(std::string_view)>, 5> kContentRules = {{
    {SensitiveClass::PasswordHash, looksLikeHash},
    {SensitiveClass::KeySecret, looksLikeSecret},
    {SensitiveClass::TaxId, looksLikeSsn},
    {SensitiveClass::BankAccount, looksLikeIban},
    {SensitiveClass::CardNumber, looksLikeCard},
}};

bool neverKept(SensitiveClass sensitive)
{
    return sensitive == SensitiveClass::PasswordHash || sensitive == SensitiveClass::KeySecret;
}

struct ColumnSample
{
    std::size_t filled = 0;
    std::array<std::size_t, kContentRules.size()> hits{};
};

/// A single hash or secret gives a column away; numbers must make up most of it, since they also occur by chance.
std::optional<SensitiveClass> byContent(const ColumnSample& sample)
{
    for (std::size_t r = 0; r < kContentRules.size(); ++r) {
        const auto hits = sample.hits[r];
        if (hits > 0 && (neverKept(kContentRules[r].first) || hits * 10 >= sample.filled * 8))
            return kContentRules[r].first;
    }
    return std::nullopt;
}

void weigh(const std::vector<std::string_view>& cells, std::vector<ColumnSample>& samples)
{
    if (samples.size() < cells.size())
        samples.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto cell = trimmed(cells[c]);
        if (cell.empty())
            continue;
        ++samples[c].filled;
        for (std::size_t r = 0; r < kContentRules.size(); ++r)
            samples[c].hits[r] += cell.size() >= 11 && kContentRules[r].second(cell) ? 1U : 0U;
    }
}

std::string masked(std::string_view value)
{
    value = trimmed(value);
    if (value.empty())
        return {};
    return value.size() <= 4 ? "****" : "****" + std::string(value.substr(value.size() - 4));
}

/// A cell in the file's own dialect.
void writeCell(std::string& out, std::string_view cell, const CsvDialect& dialect)
{
    if (dialect.blanks && cell.empty()) {
        out.push_back('-'); // an empty cell would vanish between blanks
        return;
    }
    const bool plain = dialect.quote == '\0' || (cell.find_first_of("\"\r\n") == std::string_view::npos
            && cell.find(dialect.delimiter) == std::string_view::npos
            && !(dialect.blanks && cell.find('\t') != std::string_view::npos));
    if (plain) {
        out.append(cell);
        return;
    }
    out.push_back('"');
    for (const char c : cell) {
        if (c == '"')
            out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

} // namespace

const char* name(SensitiveClass sensitive) noexcept
{
    switch (sensitive) {
    case SensitiveClass::PasswordHash: return "password_hash";
    case SensitiveClass::KeySecret: return "key_secret";
    case SensitiveClass::TaxId: return "tax_id";
    case SensitiveClass::BirthDate: return "birth_date";
    case SensitiveClass::Pay: return "pay";
    case SensitiveClass::BankAccount: return "bank_account";
    case SensitiveClass::CardNumber: return "card_number";
    }
    return "";
}

Json Redaction::toJson() const
{
    if (columns.empty())
        return {};
    Json::Array out;
    for (const auto& column : columns) {
        Json one;
        one.set("column", static_cast<std::int64_t>(column.column + 1)).set("header", column.header);
        one.set("class", name(column.sensitive)).set("rule", column.rule);
        one.set("action", column.action == SensitiveAction::Mask ? "mask" : "drop");
        out.push_back(std::move(one));
    }
    return Json(std::move(out));
}

std::vector<SensitiveColumn> findSensitive(std::string_view text, const SensitiveScan& scan)
{
    CsvReader reader(text, scan.dialect);
    std::vector<std::string_view> cells;
    std::vector<std::string> header;
    std::vector<ColumnSample> samples;
    // Where people's data are expected every row counts; books of account are sampled.
    const std::size_t most = scan.secretsOnly ? kSampledRows : static_cast<std::size_t>(-1);
    for (std::size_t row = 0; row < most && reader.next(cells);) {
        if (scan.header && reader.line() < scan.headerLine)
            continue;
        if (scan.header && reader.line() == scan.headerLine)
            header.assign(cells.begin(), cells.end());
        else
            weigh(cells, samples);
        ++row;
    }
    std::vector<SensitiveColumn> found;
    for (std::size_t c = 0; c < std::max(header.size(), samples.size()); ++c) {
        const auto head = c < header.size() ? byHeader(header[c]) : std::nullopt;
        const auto content = c < samples.size() ? byContent(samples[c]) : std::nullopt;
        const auto named = scan.declared.find(c);
        const auto declared = named == scan.declared.end() ? std::optional<SensitiveClass>() : std::optional(named->second);
        const auto sensitive = content ? content : declared ? declared : head;
        if (!sensitive)
            continue;
        const bool needed = std::find(scan.wanted.begin(), scan.wanted.end(), c) != scan.wanted.end();
        if ((needed || scan.secretsOnly) && !neverKept(*sensitive) && *sensitive != SensitiveClass::TaxId)
            continue;
        if (c < samples.size() && samples[c].filled == 0)
            continue; // nothing stands in it
        found.push_back({c, c < header.size() ? std::string(trimmed(header[c])) : std::string(), *sensitive,
            content ? "content" : declared ? "profile" : "header", SensitiveAction::Drop});
    }
    return found;
}

Result<Redaction> redact(std::string_view text, const SensitiveScan& scan, const SensitivePolicy& policy)
{
    Redaction redaction;
    redaction.columns = findSensitive(text, scan);
    if (redaction.columns.empty())
        return redaction;
    if (policy.action == SensitiveAction::Refuse) {
        std::vector<std::string> names;
        for (const auto& column : redaction.columns)
            names.push_back(column.header.empty() ? "column " + std::to_string(column.column + 1) : column.header);
        return fail(kSensitiveRefused, {}, {join(names, ", ")});
    }
    std::vector<const SensitiveColumn*> at;
    for (auto& column : redaction.columns) {
        column.action = neverKept(column.sensitive) ? SensitiveAction::Drop : policy.action;
        if (at.size() <= column.column)
            at.resize(column.column + 1, nullptr);
        at[column.column] = &column;
    }
    CsvReader reader(text, scan.dialect);
    std::vector<std::string_view> cells;
    redaction.bytes.reserve(text.size());
    while (reader.next(cells)) {
        const bool keep = scan.header && reader.line() <= scan.headerLine;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (c > 0)
                redaction.bytes.push_back(scan.dialect.delimiter);
            const auto* rule = c < at.size() && !keep ? at[c] : nullptr;
            if (rule == nullptr)
                writeCell(redaction.bytes, cells[c], scan.dialect);
            else
                writeCell(redaction.bytes, rule->action == SensitiveAction::Mask ? masked(cells[c]) : std::string(), scan.dialect);
        }
        // Line for line the same file: records that hold line ends keep theirs inside quotes.
        redaction.bytes.push_back('\n');
    }
    return redaction;
}

} // namespace oxseal
