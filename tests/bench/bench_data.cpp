// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_data.h"

#include "models/core/date.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

namespace oxseal::bench {
namespace {

/// SplitMix64: unlike the library's distributions the same everywhere.
class Seeded
{
public:
    explicit Seeded(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t below(std::uint64_t limit)
    {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return (z ^ (z >> 31U)) % limit;
    }
    bool chance(std::uint64_t percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

/// A file written in blocks.
class Out
{
public:
    Out(const Folder& folder, const char* name, const char* header)
        : out_(folder / name, std::ios::binary)
    {
        *this << header << "\n";
    }
    ~Out() { out_.write(text_.data(), static_cast<std::streamsize>(text_.size())); }
    Out(const Out&) = delete;
    Out& operator=(const Out&) = delete;

    Out& operator<<(std::string_view text)
    {
        text_.append(text);
        if (text_.size() > (1U << 20U)) {
            out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
            text_.clear();
        }
        return *this;
    }

private:
    std::ofstream out_;
    std::string text_;
};

std::string numbered(const char* prefix, std::uint64_t number, int digits)
{
    std::string text = std::to_string(number);
    if (text.size() < static_cast<std::size_t>(digits))
        text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    return prefix + text;
}

std::string dayFrom(int first, std::uint64_t days) { return Day{first + static_cast<std::int32_t>(days)}.iso(); }

std::string money(std::int64_t cents)
{
    const std::int64_t size = cents < 0 ? -cents : cents;
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%s%lld.%02lld", cents < 0 ? "-" : "",
        static_cast<long long>(size / 100), static_cast<long long>(size % 100));
    return {text.data(), static_cast<std::size_t>(length)};
}

/// Names of the Latin alphabet's first letters stand for companies: distinct, of usual length, about 20,000.
std::string party(std::uint64_t number)
{
    static constexpr std::array<const char*, 12> kFirst{"Morrison", "Century", "Highland", "Lakeview", "Union", "Garner", "Pioneer",
        "Atlas", "Northern", "Sterling", "Meridian", "Harbor"};
    static constexpr std::array<const char*, 10> kSecond{"Energy", "Supply", "Logistics", "Foods", "Medical", "Partners",
        "Landscaping", "Software", "Metals", "Paper"};
    return std::string(kFirst[number % 12]) + " " + kSecond[number / 12 % 10] + " " + std::to_string(number / 120) + " Inc";
}

constexpr int kQuarter = 20635; // 2026-07-01
constexpr std::uint64_t kEntitlements = 5000;
constexpr std::uint64_t kFunctions = 150;
constexpr std::uint64_t kRules = 500;

void writeRules(const Folder& folder, Seeded& random)
{
    Out contents(folder, "ent_perm.csv", "entitlement,permission");
    for (std::uint64_t e = 0; e < kEntitlements; ++e) {
        for (std::uint64_t p = 6 + random.below(13); p > 0; --p)
            contents << numbered("ENT", e, 5) << "," << numbered("P", random.below(20'000), 5) << "\n";
    }
    Out functions(folder, "func_req.csv", "func,grp,permission");
    for (std::uint64_t f = 0; f < kFunctions; ++f) {
        for (std::uint64_t group = 0; group <= random.below(2); ++group) {
            for (std::uint64_t p = 15 + random.below(40); p > 0; --p) {
                functions << numbered("F", f, 3) << "," << std::to_string(group) << ","
                          << numbered("P", random.below(20'000), 5) << "\n";
            }
        }
    }
    Out rules(folder, "rules.csv", "rule,f1,f2,risk");
    for (std::uint64_t r = 0; r < kRules; ++r) {
        const std::uint64_t left = random.below(kFunctions);
        const std::uint64_t right = (left + 1 + random.below(kFunctions - 1)) % kFunctions;
        rules << numbered("R", r, 3) << "," << numbered("F", left, 3) << "," << numbered("F", right, 3) << ",HIGH\n";
    }
}

} // namespace

void writeBooks(const Folder& folder, std::uint64_t rows, std::uint64_t seed)
{
    Seeded random(seed);
    Out ledger(folder, "ledger.csv", "ledger_id,account,posted_date,amount,ref,counterparty,memo");
    Out bank(folder, "bank.csv", "bank_id,account,value_date,amount,ref,descriptor");
    static constexpr std::array<const char*, 6> kMemos{"Subscription", "Expense", "Customer payment", "Payroll", "Refund", "Services"};
    std::uint64_t statement = 0;
    for (std::uint64_t i = 0; i < rows; ++i) {
        const std::string account = "ACC" + std::to_string(random.below(20));
        const std::uint64_t day = random.below(90);
        const std::int64_t cents = static_cast<std::int64_t>(random.below(1'500'000)) - 600'000;
        const std::string reference = "INV" + std::to_string(10'000'000 + random.below(900'000));
        const std::string name = party(random.below(20'000));
        ledger << std::to_string(i) << "," << account << "," << dayFrom(kQuarter, day) << "," << money(cents) << "," << reference
               << "," << name << "," << kMemos[random.below(kMemos.size())] << "\n";
        if (!random.chance(90))
            continue;
        bank << std::to_string(statement++) << "," << account << "," << dayFrom(kQuarter, day + random.below(6)) << ","
             << money(cents) << "," << (random.chance(66) ? reference : std::string()) << ",ACH " << name << "\n";
    }
}

void writeAccess(const Folder& folder, std::uint64_t grants, std::uint64_t seed)
{
    Seeded random(seed);
    const std::uint64_t accounts = grants / 6 + 1;
    const std::uint64_t people = grants / 20 + 1;
    {
        Out hr(folder, "hr.csv", "employee_id,name,email,department,manager_id,status,hire_date,term_date");
        for (std::uint64_t p = 0; p < people; ++p) {
            const bool left = random.chance(8);
            hr << numbered("E", p, 7) << ",Person " << std::to_string(p) << ",person." << std::to_string(p)
               << "@corp.example,TAX," << numbered("E", random.below(people), 7) << (left ? ",T," : ",A,")
               << dayFrom(kQuarter - 3000, random.below(2500)) << "," << (left ? dayFrom(kQuarter - 60, random.below(150)) : std::string())
               << "\n";
        }
        Out out(folder, "accounts.csv", "account_id,app,login,employee_id,last_login,enabled");
        for (std::uint64_t a = 0; a < accounts; ++a) {
            out << numbered("A", a, 8) << "," << numbered("APP", a % 40, 2) << ",login" << std::to_string(a) << ","
                << (random.chance(97) ? numbered("E", random.below(people), 7) : std::string()) << ","
                << dayFrom(kQuarter, random.below(90)) << "," << (random.chance(95) ? "1" : "0") << "\n";
        }
        Out names(folder, "entitlements.csv", "entitlement,app,title,privileged");
        for (std::uint64_t e = 0; e < kEntitlements; ++e)
            names << numbered("ENT", e, 5) << "," << numbered("APP", e % 40, 2) << ",Role " << std::to_string(e) << (e % 27 == 0 ? ",1\n" : ",0\n");
    }
    Out out(folder, "grants.csv", "grant_id,account_id,entitlement,granted,last_used");
    Out review(folder, "last_review.csv", "account_id,entitlement,decision,reviewer,reviewed_on");
    for (std::uint64_t g = 0; g < grants; ++g) {
        const std::string account = numbered("A", random.below(accounts), 8);
        const std::string entitlement = numbered("ENT", random.below(kEntitlements), 5);
        out << std::to_string(g) << "," << account << "," << entitlement << "," << dayFrom(kQuarter - 900, random.below(900)) << ","
            << dayFrom(kQuarter - 200, random.below(290)) << "\n";
        if (random.chance(92)) {
            review << account << "," << entitlement << (random.chance(3) ? ",REVOKE," : ",CERTIFY,")
                   << numbered("E", random.below(people), 7) << ",2026-06-28\n";
        }
    }
    writeRules(folder, random);
}

} // namespace oxseal::bench
