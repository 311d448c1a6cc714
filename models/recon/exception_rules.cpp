// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/exception_rules.h"

#include <algorithm>

namespace oxseal::recon {
namespace {

constexpr int kMostDueDays = 60;

} // namespace

Result<ExceptionRules> parseExceptionRules(const Json& json)
{
    OXSEAL_CHECK(onlyKeys(json,
        {"id", "version", "effective", "note", "due_business_days", "large_from", "write_off_most", "fee_most", "timing_days", "split_most", "split_days",
            "words"},
        ""));
    ExceptionRules rules;
    rules.id = json["id"].toString();
    rules.version = json["version"].toInteger();
    if (rules.id.empty() || rules.version < 1)
        return policyInvalid(rules.id.empty() ? "id" : "version");
    const Json& due = json["due_business_days"];
    const std::string place = "due_business_days";
    OXSEAL_CHECK(onlyKeys(due, {"low", "medium", "high", "large"}, place));
    OXSEAL_TRY(rules.dueLow, rangeField(due, "low", 1, kMostDueDays, place));
    OXSEAL_TRY(rules.dueMedium, rangeField(due, "medium", 1, kMostDueDays, place));
    OXSEAL_TRY(rules.dueHigh, rangeField(due, "high", 1, kMostDueDays, place));
    OXSEAL_TRY(rules.dueLarge, rangeField(due, "large", 1, kMostDueDays, place));
    OXSEAL_TRY(rules.largeFrom, limitsField(json, "large_from", ""));
    OXSEAL_TRY(rules.writeOffMost, limitsField(json, "write_off_most", ""));
    OXSEAL_TRY(rules.feeMost, limitsField(json, "fee_most", ""));
    OXSEAL_TRY(rules.timingDays, rangeField(json, "timing_days", 1, 180, ""));
    OXSEAL_TRY(rules.splitMost, rangeField(json, "split_most", 2, 6, ""));
    OXSEAL_TRY(rules.splitDays, rangeField(json, "split_days", 0, 60, ""));
    const Json& words = json["words"];
    OXSEAL_CHECK(onlyKeys(words, {"fee", "interest", "returned"}, "words"));
    OXSEAL_TRY(rules.feeWords, wordsField(words, "fee", "words"));
    OXSEAL_TRY(rules.interestWords, wordsField(words, "interest", "words"));
    OXSEAL_TRY(rules.returnedWords, wordsField(words, "returned", "words"));
    return rules;
}

bool isLarge(const ExceptionRules& rules, const ExceptionSize& size)
{
    const auto limit = limitInMinor(rules.largeFrom, size.currency, size.digits);
    if (!limit)
        return false;
    return size.amount >= *limit || size.amount <= -*limit;
}

bool mayWriteOff(const ExceptionRules& rules, const ExceptionSize& size)
{
    const auto limit = limitInMinor(rules.writeOffMost, size.currency, size.digits);
    return limit && size.amount <= *limit && size.amount >= -*limit;
}

int dueBusinessDays(const ExceptionRules& rules, AccountRisk risk, const ExceptionSize& size)
{
    const int byRisk = risk == AccountRisk::High ? rules.dueHigh : risk == AccountRisk::Low ? rules.dueLow : rules.dueMedium;
    return isLarge(rules, size) ? std::min(byRisk, rules.dueLarge) : byRisk;
}

} // namespace oxseal::recon
