// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/opening_statement.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::recon;

namespace {

OpenItem item(const char* key, ItemOrigin origin, std::int64_t amount)
{
    OpenItem out;
    out.key = key;
    out.origin = origin;
    out.amount = amount;
    out.date = *Day::fromIso("2026-06-20");
    out.reference = "R";
    out.description = "text";
    return out;
}

OpeningStatement stated()
{
    OpeningStatement out;
    out.entity = "US01";
    out.account = "1010";
    out.currency = "USD";
    out.asOf = *Day::fromIso("2026-06-30");
    out.bank = 1'000'00;
    out.books = 930'00;
    // By hand: the bank's 20.00 of interest less a cheque of -90.00 and a deposit of 40.00 in the books only: 20 + 90 - 40 = 70.
    out.items = {item("o:1", ItemOrigin::Bank, 20'00), item("o:2", ItemOrigin::Books, -90'00), item("o:3", ItemOrigin::Books, 40'00)};
    return out;
}

} // namespace

class TestOpeningStatement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itemsComeToTheDifference()
    {
        const auto summed = sumOpening(stated());
        VERIFY_OK(summed);
        QCOMPARE(summed->itemsSum, std::int64_t{70'00});
        QCOMPARE(*summed->difference, std::int64_t{70'00});
        QVERIFY(summed->even());
        OpeningStatement short_ = stated();
        short_.items.pop_back();
        QVERIFY(!sumOpening(short_)->even()); // 110 against 70
        short_.books.reset();
        QVERIFY(!sumOpening(short_)->difference && !sumOpening(short_)->even());
    }
    void sumsOutOfRangeAreRefused()
    {
        OpeningStatement far = stated();
        far.items = {item("o:1", ItemOrigin::Bank, INT64_MAX), item("o:2", ItemOrigin::Bank, 1)};
        QVERIFY(sumOpening(far).error().is(kAmountOverflow));
        far.items = {item("o:1", ItemOrigin::Books, INT64_MIN)};
        QVERIFY(sumOpening(far).error().is(kAmountOverflow));
        far.items.clear();
        far.bank = INT64_MIN;
        far.books = 1;
        QVERIFY(sumOpening(far).error().is(kAmountOverflow));
    }
    void theRecordComesBack()
    {
        const OpeningStatement summed = sumOpening(stated()).value();
        const std::string bytes = canonicalJson(openingJson(summed));
        // The bytes that are signed, by hand.
        QVERIFY(bytes.starts_with(R"({"account":"1010","as_of":"2026-06-30","bank":"100000","books":"93000","currency":"USD","difference":"7000","digits":2,"entity":"US01",)"));
        QVERIFY(bytes.find(R"("items_sum":"7000")") != std::string::npos);
        const auto read = readOpening(parseJson(bytes).value());
        VERIFY_OK(read);
        COMPARE_STR(canonicalJson(openingJson(*read)), bytes);
        // Sums are worked out anew, not believed.
        const auto forged = readOpening(parseJson(bytes).value().set("items_sum", "1"));
        QCOMPARE(forged->itemsSum, std::int64_t{70'00});
    }
    void brokenRecordsAreRefused()
    {
        const Json record = openingJson(sumOpening(stated()).value());
        QVERIFY(readOpening(Json()).error().is(kOpeningRecordInvalid));
        QVERIFY(readOpening(Json(record).set("format_version", 2)).error().is(kOpeningRecordInvalid));
        QVERIFY(readOpening(Json(record).set("as_of", "June")).error().is(kOpeningRecordInvalid));
        QVERIFY(readOpening(Json(record).set("bank", "1.5")).error().is(kOpeningRecordInvalid));
        for (const char* key : {"origin", "date", "amount"}) {
            Json::Array items = record["items"].toArray();
            items[1].set(key, "none of these");
            QVERIFY(readOpening(Json(record).set("items", Json(items))).error().is(kOpeningRecordInvalid));
            items[1].set(key, Json());
            QVERIFY(readOpening(Json(record).set("items", Json(items))).error().is(kOpeningRecordInvalid));
        }
    }
};

OXSEAL_TEST_CLASS(TestOpeningStatement);
#include "tst_opening_statement.moc"
