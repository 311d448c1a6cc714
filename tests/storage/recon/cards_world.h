// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/import_actions.h"
#include "storage/actions/processor_actions.h"
#include "tests/storage/recon/recon_world.h"

#include <QTemporaryDir>

#include <fstream>

/// Card sales of US01: the clearing account 1250, paying into 1010.
namespace oxseal::test::cards {

// Two payouts: 125.05 in July, 60.76 two days before the end and on its way; 40.00 held; 57.96 not paid out.
inline constexpr const char* kReport = "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Transfer,Description\r\n"
                                       "txn_1,charge,ch_1,100.00,3.20,96.80,usd,2026-07-02 10:00,po_101,Order SO-1\r\n"
                                       "txn_2,charge,ch_2,50.00,1.75,48.25,usd,2026-07-03 11:00,po_101,Order SO-2\r\n"
                                       "txn_3,refund,re_1,-20.00,0.00,-20.00,usd,2026-07-04 09:00,po_101,Refund\r\n"
                                       "txn_4,payout,po_101,-125.05,0.00,-125.05,usd,2026-07-06 00:00,po_101,STRIPE PAYOUT\r\n"
                                       "txn_5,charge,ch_3,104.00,3.24,100.76,usd,2026-09-20 10:00,po_102,Order SO-3\r\n"
                                       "txn_6,reserve_hold,hold_1,-40.00,0.00,-40.00,usd,2026-09-21 10:00,po_102,Rolling reserve\r\n"
                                       "txn_7,payout,po_102,-60.76,0.00,-60.76,usd,2026-09-28 00:00,po_102,STRIPE PAYOUT\r\n"
                                       "txn_8,charge,ch_4,60.00,2.04,57.96,usd,2026-09-30 10:00,,Order SO-4\r\n";
inline constexpr const char* kLedger = "Date,Account,Amount,Reference,Description\r\n"
                                       "2026-07-02,1250,100.00,txn_1,Sale\r\n2026-07-03,1250,50.00,txn_2,Sale\r\n2026-07-04,1250,-20.00,txn_3,Refund\r\n"
                                       "2026-07-06,1250,-4.95,po_101,Fees\r\n2026-07-08,1250,-125.05,po_101,Payout\r\n2026-09-20,1250,104.00,txn_5,Sale\r\n"
                                       "2026-09-28,1250,-3.24,po_102,Fees\r\n2026-09-30,1250,60.00,txn_8,Sale\r\n2026-09-30,1250,-2.04,txn_8,Fees\r\n"
                                       "2026-09-30,4000,-314.00,,Sales\r\n";
// 0.00 + 100.76 + 57.96 = 158.72 = 57.96 not paid out + 40.00 held + 60.76 on the way
inline constexpr const char* kBalances = "Account,Account name,Balance\r\n1250,Card clearing,158.72\r\n4000,Sales,-314.00\r\n";
inline constexpr const char* kStatement = "Date,Amount,Description,Reference\r\n2026-07-08,125.05,STRIPE TRANSFER,X1\r\n2026-07-09,-9.00,Bank fee,X2\r\n";

inline ProcessorAccount account()
{
    ProcessorAccount row;
    row.entity = "US01";
    row.account = "1250";
    row.bankAccount = "1010";
    row.name = "Stripe";
    row.mark = "stripe";
    return row;
}

/// Imports a text as a file of US01.
inline void take(ReconWorld& world, ImportKind kind, const char* name, const char* text, const char* account = "", const char* period = "2026-Q3")
{
    QTemporaryDir folder;
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / name;
    std::ofstream(file, std::ios::binary) << text;
    ImportRequest request;
    request.kind = kind;
    request.file = file;
    request.entity = "US01";
    request.period = period;
    request.options.account = account;
    request.options.currency = "USD";
    VERIFY_OK(importFile(world.now(), request, "close"));
}

} // namespace oxseal::test::cards
