// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sensitive_values.h"

#include <algorithm>
#include <string>

namespace oxseal {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool hexDigit(char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool alnum(char c) { return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool startsWith(std::string_view text, std::string_view mark) { return text.substr(0, mark.size()) == mark; }
bool word(char c) { return alnum(c) || c == '-' || c == '_' || c == '+'; }

/// Between digits a point is part of a longer number, elsewhere the end of a sentence.
bool joined(std::string_view text, std::size_t at, std::size_t beyond)
{
    return at < text.size() && (word(text[at]) || (text[at] == '.' && beyond < text.size() && digit(text[beyond])));
}

/// 000, 666 and 9xx areas are never issued (SSA), nor group 00 and serial 0000.
bool isSsn(std::string_view v)
{
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (i == 3 || i == 6 ? v[i] != '-' : !digit(v[i]))
            return false;
    }
    const auto area = v.substr(0, 3);
    return area != "000" && area != "666" && area[0] != '9' && v.substr(4, 2) != "00" && v.substr(7) != "0000";
}

} // namespace

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

std::size_t findSsn(std::string_view text, std::size_t from)
{
    for (std::size_t dash = text.find('-', from + 3); dash != std::string_view::npos; dash = text.find('-', dash + 1)) {
        const std::size_t at = dash - 3;
        if (at + kSsnLength > text.size())
            break;
        // Most dashes are those of dates.
        if (text[dash + 3] != '-' || !isSsn(text.substr(at, kSsnLength)))
            continue;
        if (!joined(text, at - 1, at - 2) && !joined(text, at + kSsnLength, at + kSsnLength + 1))
            return at;
    }
    return std::string_view::npos;
}

bool looksLikeSsn(std::string_view v) { return v.size() == kSsnLength && findSsn(v) == 0; }

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

} // namespace oxseal
