// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sensitive_headers.h"

#include "storage/import/csv_table.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace oxseal {
namespace {

struct HeaderRule
{
    SensitiveClass sensitive;
    std::string_view key; ///< as headerKey gives it
    bool whole; ///< the whole key, not a part of it
};

// Whole keys where the word also occurs in harmless headers ("password_last_changed", "paygrade", "dob" in "adobe").
constexpr std::array<HeaderRule, 44> kHeaderRules = {{
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

/// Words that hold one of the keys and mean something else.
constexpr std::array<std::string_view, 4> kHarmless = {"payroll", "payments", "payment", "sewage"};

/// Words that stand behind an amount: "Gross Pay (USD)", "Bonus Amount YTD".
constexpr std::array<std::string_view, 15> kUnits = {
    "usd", "eur", "gbp", "cad", "chf", "aud", "amount", "amt", "ytd", "target", "pct", "percent", "paid", "earned", "current"};

struct WordRule
{
    SensitiveClass sensitive;
    std::string_view words; ///< in lower case, one blank between them
    bool last; ///< only at the end of the header, before units: "Net Pay", not "Net Pay Approval"
};

constexpr std::array<WordRule, 43> kWordRules = {{
    {SensitiveClass::TaxId, "ssn", false},
    {SensitiveClass::TaxId, "ssns", false},
    {SensitiveClass::TaxId, "tin", false},
    {SensitiveClass::TaxId, "itin", false},
    {SensitiveClass::TaxId, "nino", false},
    {SensitiveClass::TaxId, "social insurance", false},
    {SensitiveClass::TaxId, "soc sec", false},
    {SensitiveClass::TaxId, "tax file number", false},
    {SensitiveClass::BirthDate, "dob", false},
    {SensitiveClass::BirthDate, "bday", false},
    {SensitiveClass::BirthDate, "birthday", true},
    {SensitiveClass::BirthDate, "birth date", false},
    {SensitiveClass::BirthDate, "birth dt", false},
    {SensitiveClass::BirthDate, "birth day", false},
    {SensitiveClass::BirthDate, "birth year", false},
    {SensitiveClass::BirthDate, "date birth", false},
    {SensitiveClass::BirthDate, "year of birth", false},
    {SensitiveClass::BirthDate, "born", true},
    {SensitiveClass::Pay, "salaries", false},
    {SensitiveClass::Pay, "earnings", true},
    {SensitiveClass::Pay, "remuneration", false},
    {SensitiveClass::Pay, "stipend", true},
    {SensitiveClass::Pay, "bonus", true},
    {SensitiveClass::Pay, "bonuses", true},
    {SensitiveClass::Pay, "severance", true},
    {SensitiveClass::Pay, "pay rate", true},
    {SensitiveClass::Pay, "rate of pay", true},
    {SensitiveClass::Pay, "base rate", true},
    {SensitiveClass::Pay, "hourly rate", true},
    {SensitiveClass::Pay, "overtime rate", true},
    {SensitiveClass::Pay, "annual pay", true},
    {SensitiveClass::Pay, "yearly pay", true},
    {SensitiveClass::Pay, "monthly pay", true},
    {SensitiveClass::Pay, "weekly pay", true},
    {SensitiveClass::Pay, "biweekly pay", true},
    {SensitiveClass::Pay, "hourly pay", true},
    {SensitiveClass::Pay, "gross pay", true},
    {SensitiveClass::Pay, "net pay", true},
    {SensitiveClass::Pay, "total pay", true},
    {SensitiveClass::Pay, "regular pay", true},
    {SensitiveClass::Pay, "overtime pay", true},
    {SensitiveClass::Pay, "severance pay", true},
    {SensitiveClass::Pay, "take home pay", true},
}};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

/// The words of a header in lower case: "employeeDob", "employee_dob" and "Employee DOB" have the same.
std::vector<std::string> wordsOf(std::string_view header)
{
    std::vector<std::string> out(1);
    char before = ' ';
    for (const char c : header) {
        const bool part = digit(c) || upper(c) || lower(c) || static_cast<unsigned char>(c) >= 0x80;
        if ((!part || (upper(c) && lower(before))) && !out.back().empty())
            out.emplace_back();
        if (part)
            out.back().push_back(upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
        before = c;
    }
    if (out.back().empty())
        out.pop_back();
    return out;
}

/// " gross pay ": every word between blanks, so that words are found whole.
std::string spaced(const std::vector<std::string>& words, std::size_t count)
{
    std::string out = " ";
    for (std::size_t i = 0; i < count; ++i)
        out += words[i] + " ";
    return out;
}

std::optional<SensitiveClass> byKey(std::string_view header)
{
    std::string key = headerKey(header);
    for (const auto& rule : kHeaderRules) {
        if (rule.whole && key == rule.key)
            return rule.sensitive;
    }
    for (const auto harmless : kHarmless) {
        for (auto at = key.find(harmless); at != std::string::npos; at = key.find(harmless))
            key.replace(at, harmless.size(), " ");
    }
    for (const auto& rule : kHeaderRules) {
        if (!rule.whole && key.find(rule.key) != std::string::npos)
            return rule.sensitive;
    }
    return std::nullopt;
}

} // namespace

std::optional<SensitiveHeader> sensitiveHeader(std::string_view header)
{
    if (const auto known = byKey(header))
        return SensitiveHeader{*known, false};
    const auto words = wordsOf(header);
    std::size_t count = words.size();
    while (count > 1 && std::find(kUnits.begin(), kUnits.end(), words[count - 1]) != kUnits.end())
        --count;
    const std::string all = spaced(words, words.size());
    const std::string core = spaced(words, count);
    for (const auto& rule : kWordRules) {
        const std::string mark = " " + std::string(rule.words) + " ";
        const bool found = rule.last ? core.size() >= mark.size() && core.compare(core.size() - mark.size(), mark.size(), mark) == 0
                                     : all.find(mark) != std::string::npos;
        if (found)
            return SensitiveHeader{rule.sensitive, true};
    }
    return std::nullopt;
}

bool likeAnnounced(SensitiveClass sensitive, std::string_view value)
{
    const auto digits = std::count_if(value.begin(), value.end(), digit);
    const auto letters = std::count_if(value.begin(), value.end(), [](char c) { return upper(c) || lower(c); });
    switch (sensitive) {
    case SensitiveClass::TaxId: return digits >= 4;
    case SensitiveClass::BirthDate: return digits >= 3;
    case SensitiveClass::Pay: return digits >= 2 && letters <= 4;
    default: return true;
    }
}

} // namespace oxseal
