// SPDX-License-Identifier: GPL-3.0-or-later
// The opening statement of an account's first period: stated, signed by two people, the start of the first roll-forward, and performed again
// from the packet.
#include "storage/actions/opening_actions.h"
#include "storage/ledger/ledger_listing.h"
#include "storage/packet/reperform.h"
#include "storage/packet/zip_writer.h"
#include "storage/reads/opening_packet.h"
#include "storage/reads/recon_packet.h"
#include "tests/storage/recon/recon_world.h"
#include "tests/support/qt_hasher.h"

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <map>

using namespace oxseal;
using namespace oxseal::recon;
namespace fs = std::filesystem;

class TestOpeningFlow : public QObject
{
    Q_OBJECT

    test::ReconWorld world_;
    QTemporaryDir folder_;
    ReconciliationId id_;
    std::map<std::string, std::string> files_;

    /// By hand: bank 1,000.00, books 930.00. Interest of 20.00 stands at the bank only, a cheque of 90.00 and a deposit of 40.00 in the
    /// books only: 20 + 90 − 40 = 70.
    OpenReconciliation request() const
    {
        OpenReconciliation out;
        out.entity = "US01";
        out.account = "1010";
        out.period = world_.q3.id;
        out.bankOpening = 1'000'00;
        out.booksOpening = 930'00;
        out.openingItems = {{ItemOrigin::Bank, *Day::fromIso("2026-06-30"), 20'00, "INT", "interest of June"},
            {ItemOrigin::Books, *Day::fromIso("2026-06-12"), -90'00, "CHQ77701", "cheque of June"}, {ItemOrigin::Books, *Day::fromIso("2026-06-29"), 40'00, "DEP1", "deposit of June"}};
        return out;
    }
    std::int64_t lineOf(const std::string& description, ItemOrigin origin)
    {
        const ReconView view = reconciliationView(world_.now(), id_).value();
        for (const ReconLineRow& line : view.lines) {
            if (line.description == description && line.origin == origin)
                return line.id;
        }
        return 0;
    }
    std::vector<std::string> matters()
    {
        std::vector<std::string> out;
        const auto found = reconMatters(world_.now(), world_.q3);
        for (const Finding& each : *found) {
            if (each.code.starts_with("recon.matter.opening"))
                out.push_back(each.code);
        }
        return out;
    }
    PacketReperformance again(const std::string& path = {}, const std::string& from = {}, const std::string& to = {}) const
    {
        const fs::path file = fs::path(folder_.path().toStdString()) / "packet.zip";
        auto zip = ZipWriter::create(file);
        for (auto [name, bytes] : files_) {
            if (name == path && from.empty())
                continue;
            if (name == path) {
                const std::size_t at = bytes.find(from);
                if (at == std::string::npos)
                    qFatal("%s has no %s", path.c_str(), from.c_str());
                bytes.replace(at, from.size(), to);
            }
            if (!(*zip)->add(name, bytes))
                qFatal("zip");
        }
        if (!(*zip)->finish())
            qFatal("zip");
        return reperformFile(file, 1).value();
    }
    static bool names(const PacketReperformance& result, const std::string& path, const std::string& place)
    {
        return std::any_of(result.differences.begin(), result.differences.end(),
            [&](const Difference& each) { return each.path == path && each.place.find(place) != std::string::npos; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        world_.statement("2026-Q3", {{"2026-07-02", -90'00, "77701", "CHECK"}}, "1000.00", "910.00");
        world_.ledger("2026-Q3", {{"2026-07-03", 20'00, "INT", "interest"}});
        world_.plan();
    }

    void whatIsUnevenIsNotSigned()
    {
        OpenReconciliation uneven = request();
        uneven.openingItems.pop_back();
        id_ = openReconciliation(world_.now(), uneven, "first").value();
        const auto view = reconciliationView(world_.now(), id_);
        QVERIFY(view->opening && !view->roll);
        QCOMPARE(view->opening->statement.itemsSum, std::int64_t{110'00});
        QCOMPARE(*view->opening->statement.difference, std::int64_t{70'00});
        const auto refused = signOpening(world_.now(), id_, "preparer", {}, "compared");
        QVERIFY(refused.error().is(kOpeningUneven));
        QVERIFY((matters() == std::vector<std::string>{"recon.matter.opening_uneven"}));
    }

    void twoPeopleSign()
    {
        VERIFY_OK(openReconciliation(world_.now(), request(), "with the deposit"));
        QVERIFY((matters() == std::vector<std::string>{"recon.matter.opening_not_signed"}));
        QVERIFY(signOpening(world_.as("rex"), id_, "reviewer", {}, "too early").error().is(kOpeningNotPrepared));
        VERIFY_OK(signOpening(world_.as("con"), id_, "preparer", {"june.txt", "reconciliation of June", {}}, "compared with June's reconciliation"));
        QVERIFY(signOpening(world_.now(), id_, "preparer", {}, "again").error().is(kOpeningSigned));
        QVERIFY(signOpening(world_.now(), id_, "reviewer", {}, "my own").error().is(kOpeningOwnReview));
        QVERIFY(!world_.now().write(Permission::ReviewReconciliation, "past the rule", [&](UnitOfWork& unit) -> Status {
            OpeningSignoff own;
            own.duty = "reviewer";
            own.digest = reconciliationView(world_.now(), id_)->opening->digest;
            own.note = "mine";
            own.by = unit.actor().person;
            return opening_repo::insertSignoff(unit.db(), id_, own);
        })); // the data refuses it too
        QVERIFY((matters() == std::vector<std::string>{"recon.matter.opening_not_reviewed"}));
        QVERIFY(!signOpening(world_.as("pat"), id_, "reviewer", {}, "may not"));
        VERIFY_OK(signOpening(world_.as("rex"), id_, "reviewer", {}, "seen"));
        QVERIFY(matters().empty());
        const auto view = reconciliationView(world_.now(), id_);
        COMPARE_STR(view->opening->state, "reviewed");
        COMPARE_STR(view->opening->signedAs("preparer")->supportName, "june.txt");
        QVERIFY(!world_.now().db().run("UPDATE recon_opening_signoff SET note = 'other'"));
        QVERIFY(!world_.now().db().run("DELETE FROM recon_opening_signoff"));
    }

    /// A changed item is another statement, and so is one that is stated anew: two people sign it again.
    void aChangeMakesItVoid()
    {
        OpenReconciliation changed = request();
        changed.openingItems[0].amount = 21'00;
        changed.bankOpening = 1'001'00;
        VERIFY_OK(openReconciliation(world_.as("con"), changed, "corrected"));
        COMPARE_STR(reconciliationView(world_.now(), id_)->opening->state, "open");
        QVERIFY((matters() == std::vector<std::string>{"recon.matter.opening_not_signed"}));
        VERIFY_OK(openReconciliation(world_.now(), request(), "back"));
        VERIFY_OK(signOpening(world_.now(), id_, "preparer", {"june.txt", "reconciliation of June", {}}, "compared again"));
        VERIFY_OK(signOpening(world_.as("rex"), id_, "reviewer", {}, "seen again"));
        COMPARE_STR(reconciliationView(world_.as("con"), id_)->opening->state, "reviewed");
        // Laid out anew from the files, the same statement stands, and so do its signatures.
        OpenReconciliation again = request();
        again.openingItems.clear();
        VERIFY_OK(openReconciliation(world_.now(), again, "a newer ledger"));
        COMPARE_STR(reconciliationView(world_.now(), id_)->opening->state, "reviewed");
    }

    void theRollForwardStartsFromIt()
    {
        VERIFY_OK(matchByHand(world_.now(), id_, {lineOf("CHECK", ItemOrigin::Bank), lineOf("cheque of June", ItemOrigin::Books)}, "confirmed_by_bank", "the number"));
        VERIFY_OK(matchByHand(world_.now(), id_, {lineOf("interest of June", ItemOrigin::Bank), lineOf("interest", ItemOrigin::Books)}, "confirmed_by_bank", "interest"));
        const auto view = reconciliationView(world_.now(), id_);
        QVERIFY(view->roll.has_value());
        // By hand: 70 less the interest and the cheque (20 + 90) leaves the deposit, −40.
        QCOMPARE(view->roll->prior, std::int64_t{70'00});
        QCOMPARE(view->roll->added, std::int64_t{0});
        QCOMPARE(view->roll->cleared, std::int64_t{110'00});
        QCOMPARE(view->roll->current, std::int64_t{-40'00});
        QVERIFY(view->roll->holds);
        QVERIFY(view->invariants[4].holds == Holds::Yes);
        QCOMPARE(view->proof.difference, std::int64_t{0});
    }

    void thePacketHoldsIt()
    {
        auto made = reconPacketFiles(world_.now(), world_.q3);
        VERIFY_OK(made);
        for (PacketFile& file : *made)
            files_[file.path] = std::move(file.bytes);
        const auto entries = listLedger(world_.now().db(), {});
        for (const StoredEntry& entry : *entries)
            files_["ledger/entries.ndjson"] += canonicalHeader(entry.header) + "\n";
        QVERIFY(files_.at("data/dictionary_opening_statements.csv").find("opening.column") == std::string::npos);
        const std::string record = "data/opening_statements/reconciliation-" + std::to_string(id_.value) + ".json";
        test::QtHasher hasher;
        QVERIFY(hasher.hash(asBytes(files_.at(record))) == reconciliationView(world_.now(), id_)->opening->digest);
        QVERIFY(files_.at("data/opening_statements.csv").find(",70.00,0.00,110.00,-40.00\r\n") != std::string::npos);
        const auto whole = again();
        QVERIFY2(whole.same(), describe(whole).c_str());
        QCOMPARE(whole.performed.at("opening_statements"), std::uint64_t(1));
    }

    void whatWasAlteredIsFound()
    {
        const std::string statements = "data/opening_statements.csv";
        const std::string items = "data/opening_items.csv";
        const std::string record = "data/opening_statements/reconciliation-" + std::to_string(id_.value) + ".json";
        QVERIFY(names(again(statements, ",70.00,3,70.00,", ",70.00,3,71.00,"), statements, "items_sum"));
        QVERIFY(names(again(record, R"("amount":"2000")", R"("amount":"2100")"), statements, "record_sha256"));
        QVERIFY(names(again(record, R"("amount":"2000")", R"("amount":"2100")"), statements, "items_sum"));
        QVERIFY(names(again(record), statements, "record"));
        QVERIFY(names(again(items, ",40.00,DEP1", ",41.00,DEP1"), items, "amount"));
        QVERIFY(names(again(statements, ",70.00,0.00,110.00,", ",70.00,0.00,109.00,"), statements, "roll_cleared"));
        // An item said to be cleared that no group holds: the deposit is open still.
        const std::string& list = files_.at(items);
        const std::size_t at = list.find("deposit of June,L");
        QVERIFY(at != std::string::npos);
        const std::string open = list.substr(at, list.find("\r\n", at) - at);
        QVERIFY(names(again(items, open, "deposit of June,"), items, "item"));
        QVERIFY(names(again(items, open, "deposit of June,L999"), statements, "roll_current"));
        // The support, and each signature in the ledger.
        const auto support = std::find_if(files_.begin(), files_.end(), [](const auto& file) { return file.first.starts_with("evidence/"); });
        QVERIFY(support != files_.end());
        QVERIFY(names(again(support->first, "June", "July"), statements, "support_sha256"));
        for (const auto& [verb, column] : {std::pair{"reconcile.opening_prepare", "prepared_at"}, {"reconcile.opening_review", "reviewed_by"}}) {
            const std::string& ledger = files_.at("ledger/entries.ndjson");
            const std::size_t begin = ledger.rfind("\n", ledger.rfind(verb)) + 1; // the last one, of the figures as they stand
            const std::string entry = ledger.substr(begin, ledger.find("\n", begin) - begin);
            QVERIFY(names(again("ledger/entries.ndjson", entry + "\n", ""), statements, column));
        }
        QVERIFY(names(again(statements, ",reviewed,", ",prepared,"), statements, "state"));
        // An older packet has none, and comes out as before.
        for (const std::string& path : {statements, items, record})
            files_.erase(path);
        const auto older = again();
        QVERIFY(older.same() && !older.performed.contains("opening_statements"));
    }

    void laterPeriodsHaveNone()
    {
        world_.statement("2026-Q4", {{"2026-10-02", 40'00, "DEP1", "DEPOSIT"}}, "910.00", "950.00");
        world_.ledger("2026-Q4", {{"2026-10-05", 1'00, "X", "x"}});
        OpenReconciliation later;
        later.entity = "US01";
        later.account = "1010";
        later.period = world_.q4.id;
        const auto q4 = openReconciliation(world_.as("con"), later, "close");
        VERIFY_OK(q4);
        QVERIFY(!reconciliationView(world_.now(), *q4)->opening);
        QVERIFY(signOpening(world_.now(), *q4, "preparer", {}, "x").error().is(kOpeningNotFirst));
        QVERIFY(openingPacketFiles(world_.now(), world_.q4)->empty());
    }
};

OXSEAL_TEST_CLASS(TestOpeningFlow);
#include "tst_opening_flow.moc"
