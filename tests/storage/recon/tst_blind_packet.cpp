// SPDX-License-Identifier: GPL-3.0-or-later
// Blind samples in a packet: drawn anew from the runs' records and the ledger's entries, the answers and their share recomputed.
#include "storage/ledger/ledger_listing.h"
#include "storage/packet/reperform.h"
#include "storage/packet/zip_writer.h"
#include "storage/reads/blind_packet.h"
#include "storage/reads/model_packet.h"
#include "storage/reads/recon_packet.h"
#include "tests/storage/recon/watched_world.h"
#include "tests/support/qt_hasher.h"

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <map>

using namespace oxseal;
namespace fs = std::filesystem;

class TestBlindPacket : public QObject
{
    Q_OBJECT

    test::Watched watched_;
    QTemporaryDir folder_;
    std::map<std::string, std::string> files_;
    std::int64_t first_ = 0; ///< sample of five matches, all answered
    std::int64_t second_ = 0; ///< three of the six that stand after the accounts were laid out anew

    void answerAll(std::int64_t sample, std::int64_t size)
    {
        for (std::int64_t place = 1; place <= size; ++place) {
            const auto item = blindItem(watched_.world.now(), sample, place);
            VERIFY_OK(item);
            VERIFY_OK(answerBlind(watched_.world.now(), {sample, place, {watched_.byName(item->bank.front().description)}}, "by name"));
        }
    }
    /// What the packet holds of matching, with one text replaced in one file; a file of that name without a text is left out.
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
    bool names(const PacketReperformance& result, const std::string& path, const std::string& place) const
    {
        return std::any_of(result.differences.begin(), result.differences.end(),
            [&](const Difference& each) { return each.path == path && each.place.find(place) != std::string::npos; });
    }
    [[nodiscard]] std::string line(const std::string& path, const std::string& beginning) const
    {
        const std::string& text = files_.at(path);
        const std::size_t at = text.find("\r\n" + beginning);
        return at == std::string::npos ? std::string() : text.substr(at + 2, text.find("\r\n", at + 2) - at - 2);
    }
    static std::string cell(const std::string& line, int number)
    {
        std::size_t at = 0;
        for (; number > 0; --number)
            at = line.find(',', at) + 1;
        return line.substr(at, line.find(',', at) - at);
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::ReconWorld& world = watched_.world;
        // One match is dissolved before the draw, one after it; then everything is laid out anew, and matched again.
        VERIFY_OK(unmatch(world.now(), watched_.id, watched_.groupOf("DELMAR"), "other", "to be asked"));
        const auto first = drawBlindSample(world.as("rex"), world.q3, "1234", 5, "monthly");
        VERIFY_OK(first);
        first_ = first->id;
        QCOMPARE(first->population, std::int64_t{5});
        answerAll(first_, 5);
        VERIFY_OK(unmatch(world.as("con"), watched_.id, watched_.groupOf("HOLLOW"), "other", "to be asked, too"));
        QVERIFY(watched_.layOut() == watched_.id);
        VERIFY_OK(runMatch(world.now(), watched_.id, "run again"));
        watched_.nameLines();
        const auto second = drawBlindSample(world.as("rex"), world.q3, "5678", 3, "again");
        VERIFY_OK(second);
        second_ = second->id;
        QCOMPARE(second->population, std::int64_t{4}); // the two that a person took apart wait for a person now
        world.as("con");
        const auto laidOut = reconciliationView(world.now(), watched_.id);
        for (const ReconGroupRow& group : laidOut->groups) {
            if (group.state == "suggested")
                VERIFY_OK(confirmGroup(world.now(), watched_.id, group.id, "right after all"));
        }
        watched_.putRightAndReview();
        VERIFY_OK(makeScorecard(world.now(), world.q3, "validation"));
        for (const auto gather : {&reconPacketFiles, &modelPacketFiles}) {
            auto made = gather(world.now(), world.q3);
            VERIFY_OK(made);
            for (PacketFile& file : *made)
                files_[file.path] = std::move(file.bytes);
        }
        const auto entries = listLedger(world.now().db(), {});
        VERIFY_OK(entries);
        for (const StoredEntry& entry : *entries)
            files_["ledger/entries.ndjson"] += canonicalHeader(entry.header) + "\n";
    }

    void thePacketTellsTheSamples()
    {
        QVERIFY(files_.at("data/dictionary_blind_samples.csv").find("blind.column") == std::string::npos); // every column has its words
        QVERIFY(files_.at("data/dictionary_models.csv").find("recon.column") == std::string::npos);
        QVERIFY(files_.at("data/dictionary_reconciliation.csv").find("recon.column") == std::string::npos);
        // By hand: five of five answered by the names, of which the bank crossed two: three agree.
        const std::string first = line("data/blind_samples.csv", std::to_string(first_) + ",");
        QVERIFY2(first.ends_with(",5,5,3,600000"), first.c_str());
        QVERIFY(line("data/blind_samples.csv", std::to_string(second_) + ",").ends_with(",3,0,0,"));
        QVERIFY(blindPacketFiles(watched_.world.now(), watched_.world.q4)->empty());
    }

    void theDrawsComeOutAgain()
    {
        const auto whole = again();
        QVERIFY2(whole.same(), describe(whole).c_str());
        QCOMPARE(whole.performed.at("blind_samples"), std::uint64_t(2));
        QCOMPARE(whole.performed.at("blind_items"), std::uint64_t(8));
        QVERIFY(describe(whole).find("Blind samples drawn anew: 2, with 8 matches") != std::string::npos);
        // The first place of the second draw, by another program: of the four automatic matches of the second run the smallest SHA-256.
        test::QtHasher hasher;
        const std::string item = line("data/blind_items.csv", std::to_string(second_) + ",1,");
        const std::string run = cell(item, 2);
        const auto digest = [&](std::int64_t number) { return hasher.hash(asBytes("5678/" + run + "/" + std::to_string(number))); };
        std::vector<std::int64_t> numbers;
        VERIFY_OK(watched_.world.now().db().each("SELECT number FROM match_decision WHERE run_id = ? AND state = 'auto'", {std::stoll(run)}, [&](const SqlRow& row) {
            numbers.push_back(row.integer(0));
            return true;
        }));
        QCOMPARE(numbers.size(), std::size_t{4});
        const std::int64_t smallest = *std::min_element(numbers.begin(), numbers.end(), [&](auto a, auto b) { return digest(a) < digest(b); });
        COMPARE_STR(cell(item, 3), std::to_string(smallest));
    }

    void anotherDrawIsFound()
    {
        const std::string samples = "data/blind_samples.csv";
        const std::string items = "data/blind_items.csv";
        QVERIFY(names(again(samples, ",5678,", ",5679,"), items, "number"));
        QVERIFY(names(again(samples, ",1234,5,", ",1234,6,"), samples, "population"));
        // A match left out of the population: as if somebody had dissolved it before the draw.
        const std::string overridden = line("data/match_overrides.csv", "1,");
        QVERIFY(names(again("data/match_overrides.csv", overridden + "\r\n", ""), samples, "population_sha256"));
        const std::string time = cell(line(samples, std::to_string(first_) + ","), 2);
        QVERIFY(names(again("data/match_overrides.csv", overridden, overridden.substr(0, overridden.rfind(',') + 1) + time), "data/match_overrides.csv", "made_at"));
        // A draw at another time, of what stood then.
        QVERIFY(names(again(samples, time, "2026-12-01T00:00:00.000000Z"), samples, "drawn_at"));
        // A smaller sample, without the place that did not suit.
        const std::string last = line(items, std::to_string(first_) + ",5,");
        QVERIFY(names(again(items, last + "\r\n", ""), samples, "answered"));
    }

    void otherAnswersAreFound()
    {
        const std::string items = "data/blind_items.csv";
        const std::string samples = "data/blind_samples.csv";
        const auto differing = again(items, ",false,", ",true,");
        QVERIFY(names(differing, items, "agrees"));
        QVERIFY(names(again(samples, ",3,600000", ",5,1000000"), samples, "agreement_millionths"));
        QVERIFY(names(again(samples, ",3,600000", ",3,600001"), samples, "agreement_millionths"));
        // An answer that nobody gave stands in no entry of the ledger.
        const std::string open = line(items, std::to_string(second_) + ",1,");
        const std::string engine = cell(open, 5);
        QVERIFY(names(again(items, open, open.substr(0, open.size() - 5) + "," + engine + ",true,Rex,2026-10-01T10:00:00.000000Z,"), items, "answered_at"));
        // Nor counts that of who ran the matching: con did, and rex answered.
        std::string ledger = files_.at("ledger/entries.ndjson");
        const auto person = [&](const std::string& verb) {
            const std::size_t at = ledger.find("\"verb\":\"" + verb + "\"");
            const std::size_t begin = ledger.rfind("\n", at) + 1;
            const std::size_t field = ledger.find("\"person\":", begin);
            return std::pair(ledger.substr(begin, ledger.find("\n", at) - begin), ledger.substr(field, ledger.find(',', field) - field));
        };
        const auto [answer, rex] = person("model.blind_answer");
        std::string forged = answer;
        forged.replace(forged.find(rex), rex.size(), person("reconcile.match").second);
        QVERIFY(forged != answer);
        QVERIFY(names(again("ledger/entries.ndjson", answer, forged), items, "answered_by"));
        const std::string record = line("data/match_scorecards.csv", "1,");
        QVERIFY(names(again(cell(record, 2), R"("blind_agreed":3)", R"("blind_agreed":5)"), cell(record, 2), "blind_agreed"));
    }

    /// Who says that a policy was approved when it decided must find the approval in the ledger, before the run.
    void anApprovalIsLookedUp()
    {
        const std::string runs = "data/match_runs.csv";
        QCOMPARE(again().performed.at("policy_approvals"), std::uint64_t(2));
        QVERIFY(names(again(runs, ",yes,oxseal-match", ",no,oxseal-match"), runs, "adopted"));
        const std::string& ledger = files_.at("ledger/entries.ndjson");
        const std::size_t at = ledger.find(R"("verb":"model.approve")");
        QVERIFY(at != std::string::npos);
        const std::size_t begin = ledger.rfind("\n", at) + 1;
        const std::string entry = ledger.substr(begin, ledger.find("\n", at) - begin);
        QVERIFY(names(again("ledger/entries.ndjson", entry + "\n", ""), runs, "adopted"));
        std::string late = entry;
        const std::size_t year = late.find("\"time\":\"20") + 8;
        late.replace(year, 4, "2099");
        QVERIFY(names(again("ledger/entries.ndjson", entry, late), runs, "adopted"));
    }

    void whatIsMissingIsSaid()
    {
        const auto without = again("ledger/entries.ndjson");
        QVERIFY2(without.same(), describe(without).c_str());
        QVERIFY(std::any_of(without.leftOut.begin(), without.leftOut.end(), [](const Problem& each) { return each.path == "ledger/entries.ndjson"; }));
        // The answers are recomputed all the same.
        QVERIFY(without.performed.at("blind_items") == 8 && !without.performed.contains("blind_samples"));
        // A packet of a program that kept no samples.
        files_.erase("data/blind_samples.csv");
        files_.erase("data/blind_items.csv");
        const auto older = again();
        QVERIFY(older.same() && !older.performed.contains("blind_samples"));
    }
};

OXSEAL_TEST_CLASS(TestBlindPacket);
#include "tst_blind_packet.moc"
