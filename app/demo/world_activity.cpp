// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world.h"

namespace oxseal::demo {
namespace {

struct Supplier
{
    const char* name;
    const char* currency;
    const char* clerk; ///< who enters its bills
    const char* approver; ///< who approves its wires
};

constexpr Supplier kSuppliers[] = {
    {"Northgate Tooling Inc.", "USD", cast::kClerkUs, cast::kTreasurer},
    {"Harbor Freightways LLC", "USD", cast::kClerkUs, cast::kTreasurer},
    {"Cobalt Packaging Corp.", "USD", cast::kClerkUs, cast::kCfo},
    {"Rheinwerk Maschinenbau GmbH", "EUR", cast::kSharedClerk, cast::kLeadDe},
    {"Isartal Elektronik GmbH", "EUR", cast::kSharedClerk, cast::kLeadDe},
    {"Pennine Castings Ltd", "GBP", cast::kSharedClerk, cast::kLeadGb},
};
constexpr int kRounds = 4; // of bills a quarter
constexpr int kDaysToPay = 12;

std::string mailOf(Quarter& q, const char* worker) { return q.erpAccountOf(worker)->email; }
std::string bankIdOf(Quarter& q, const char* worker) { return q.bankUserOf(worker)->id; }

} // namespace

/// Bills and the wires that pay them, each by another person; the third quarter only, since the bank's log is new then.
void addActivity(World& world)
{
    Quarter& q = world.q3;
    int number = 2201;
    int wire = 8801;
    for (int round = 0; round < kRounds; ++round) {
        for (const Supplier& supplier : kSuppliers) {
            const Day entered = weekdaysAfter(q.first, round * 15 + number % 5);
            const std::int64_t minor = 120'000 + (number * 7919) % 1'600'000;
            const std::string bill = "BILL-" + std::to_string(number++);
            q.erpLog.push_back({entered, mailOf(q, supplier.clerk), "Bills", bill, supplier.name, minor, supplier.currency});
            q.erpLog.push_back({weekdaysAfter(entered, 2), mailOf(q, cast::kApManager), "Vendor Bill Approval", bill, supplier.name, minor, supplier.currency});
            q.bankLog.push_back({weekdaysAfter(entered, kDaysToPay), bankIdOf(q, supplier.approver), "Wire Approve", "W-" + std::to_string(wire++),
                supplier.name, minor, supplier.currency});
        }
    }
}

} // namespace oxseal::demo
