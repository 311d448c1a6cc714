// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"
#include "storage/packet/reperform.h"
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

using namespace oxseal;
namespace fs = std::filesystem;

// X2: what a packet says is worked out again from the raw files in it. Each result is altered in turn and the container written
// anew, as somebody would who can seal: signatures are not what finds it, the inputs are.
class TestReperform : public QObject
{
    Q_OBJECT

    using Edit = std::function<std::string(std::string)>;

    QTemporaryDir temporary_;
    fs::path packet_;
    std::map<std::string, std::string> files_;
    std::vector<std::string> order_;

    int oxseal(const char* program, QStringList words, std::string* out = nullptr) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), temporary_.filePath(QStringLiteral("state")));
        process.setProcessEnvironment(environment);
        process.start(QString::fromUtf8(program), words);
        process.waitForFinished(280'000);
        if (out != nullptr)
            *out = process.readAllStandardOutput().toStdString() + process.readAllStandardError().toStdString();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    /// The packet with some files altered, as a container that is whole again.
    PacketReperformance tampered(const std::map<std::string, Edit>& edits) const
    {
        const fs::path file = fs::path(temporary_.path().toStdString()) / "tampered.zip";
        auto writer = ZipWriter::create(file);
        for (const std::string& name : order_) {
            const auto edit = edits.find(name);
            const std::string bytes = edit == edits.end() ? files_.at(name) : edit->second(files_.at(name));
            if (edit != edits.end() && bytes == files_.at(name))
                qFatal("nothing was altered in %s", name.c_str());
            if (!(*writer)->add(name, bytes))
                qFatal("cannot write %s", name.c_str());
        }
        if (!(*writer)->finish())
            qFatal("cannot finish");
        return reperformFile(file, 2).value_or(PacketReperformance());
    }

    static bool names(const PacketReperformance& result, const std::string& path, const std::string& place)
    {
        return std::any_of(result.differences.begin(), result.differences.end(),
            [&](const Difference& each) { return each.path == path && each.place.find(place) != std::string::npos && each.expected != each.found; });
    }

    static Edit replaced(const std::string& from, const std::string& to)
    {
        return [=](std::string text) {
            const std::size_t at = text.find(from);
            return at == std::string::npos ? text : text.replace(at, from.size(), to);
        };
    }
    /// Where the cells of a record lie, quotes included; `at` goes on to the next record.
    static std::vector<std::pair<std::size_t, std::size_t>> record(const std::string& text, std::size_t& at)
    {
        std::vector<std::pair<std::size_t, std::size_t>> cells;
        bool quoted = false;
        for (std::size_t from = at; at < text.size(); ++at) {
            quoted = quoted != (text[at] == '"');
            if (quoted || (text[at] != ',' && text[at] != '\n'))
                continue;
            const std::size_t end = text[at] == '\n' && text[at - 1] == '\r' ? at - 1 : at;
            cells.emplace_back(from, end - from);
            from = at + 1;
            if (text[at] == '\n') {
                ++at;
                break;
            }
        }
        return cells;
    }
    /// A cent more or less in a column, in the first record that has an amount there and comes from imports alone.
    static Edit centIn(const std::string& column)
    {
        return [column](std::string text) {
            std::size_t at = 0;
            const auto header = record(text, at);
            const auto place = std::find_if(header.begin(), header.end(), [&](const auto& cell) { return text.substr(cell.first, cell.second) == column; }) - header.begin();
            while (at < text.size()) {
                const std::size_t from = at;
                const auto cells = record(text, at);
                const std::string whole = text.substr(from, at - from);
                if (place >= std::ssize(cells) || whole.find(" o:") != std::string::npos || whole.find(" d:") != std::string::npos)
                    continue;
                const auto [start, size] = cells[static_cast<std::size_t>(place)];
                if (size < 4 || text[start + size - 3] != '.')
                    continue;
                char& digit = text[start + size - 1];
                digit = digit == '9' ? '8' : static_cast<char>(digit + 1);
                return text;
            }
            return text;
        };
    }
    /// Takes out the record below the header.
    static std::string firstRowGone(std::string text)
    {
        const std::size_t from = text.find("\r\n") + 2;
        return text.erase(from, text.find("\r\n", from) + 2 - from);
    }
    /// The first file of a folder that holds a text.
    [[nodiscard]] std::string first(const std::string& folder, const std::string& text) const
    {
        for (const auto& [name, bytes] : files_) {
            if (name.starts_with(folder) && bytes.find(text) != std::string::npos)
                return name;
        }
        return {};
    }

    [[nodiscard]] std::string inputOf(const std::string& name) const
    {
        const auto found = std::find_if(files_.begin(), files_.end(),
            [&](const auto& file) { return file.first.starts_with("inputs/") && file.first.find(name) != std::string::npos; });
        return found == files_.end() ? std::string() : found->first;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString demo = temporary_.filePath(QStringLiteral("norwold"));
        std::string said;
        QVERIFY2(oxseal(OXSEAL_PROGRAM, {QStringLiteral("demo"), demo, QStringLiteral("--run-quarter")}, &said) == 0, said.c_str());
        packet_ = fs::path(demo.toStdString()) / "packet.zip";
        const auto source = openFileSource(packet_);
        VERIFY_OK(source);
        const auto listing = listZip(**source);
        VERIFY_OK(listing);
        for (const zip::Entry& entry : listing->entries) {
            order_.push_back(entry.name);
            files_[entry.name] = (*source)->piece(entry.dataOffset(), entry.size).value();
        }
    }

    void theDemoComesOutAgain()
    {
        const std::string small = fs::path(OXSEAL_PROGRAM).parent_path() / "oxseal-verify";
        const QString packet = QString::fromStdString(packet_.string());
        std::string out;
        std::string twin;
        QVERIFY2(oxseal(OXSEAL_PROGRAM, {QStringLiteral("verify"), packet, QStringLiteral("--reperform"), QStringLiteral("--json")}, &out) == 0, out.c_str());
        QVERIFY2(oxseal(small.c_str(), {packet, QStringLiteral("--reperform"), QStringLiteral("--json")}, &twin) == 0, twin.c_str());
        const auto said = parseJson(out);
        const auto twinSaid = parseJson(twin);
        VERIFY_OK(said);
        VERIFY_OK(twinSaid);
        QVERIFY((*said)["reperformed"] == (*twinSaid)["reperformed"]);
        const Json& again = (*said)["reperformed"];
        QVERIFY(again["same"].toBool());
        QVERIFY2(again["left_out"].toArray().empty(), out.c_str());
        // Every kind of result was really worked out, not passed over.
        for (const char* what : {"inputs", "review_lines", "decisions", "access_times", "conflicts", "match_runs", "match_groups", "match_lines", "reconciliations", "reconciled_groups", "totals", "processors", "blind_samples", "blind_items"})
            QVERIFY2(again["performed"][what].toInteger() > 0, what);
    }

    void theQuarterBeforeComesOutAgain()
    {
        const auto before = reperformFile(packet_.parent_path() / "packets" / "2026-Q2.zip", 2);
        VERIFY_OK(before);
        QVERIFY2(before->same() && before->leftOut.empty(), describe(*before).c_str());
        QCOMPARE(before->performed.at("processors"), std::uint64_t(1));
    }

    void payoutsThatTheReportDoesNotMake()
    {
        const auto state = tampered({{"data/processor_payouts.csv", replaced(",in_transit,", ",proved,")}});
        QVERIFY(names(state, "data/processor_payouts.csv", "state"));
        const auto figure = tampered({{"data/processors.csv", centIn("difference")}});
        QVERIFY(names(figure, "data/processors.csv", "difference"));
        // What was carried into the quarter: the payout that arrived in July came from somewhere.
        const auto carried = tampered({{"data/processor_carried.csv", replaced(",before,payout,", ",before,held,")}});
        QVERIFY(names(carried, "data/processors.csv", "held"));
        // A fee that the processor did not take.
        const std::string report = inputOf("tillway");
        QVERIFY(!report.empty());
        const auto fee = tampered({{report, replaced(",720.00,21.18,698.82,", ",720.00,21.19,698.81,")}});
        QVERIFY(names(fee, "data/imports.csv", "kept_sha256"));
        QVERIFY(names(fee, "data/processor_payouts.csv", "fees"));
    }

    void importsThatAreNotTheirFiles()
    {
        const auto counts = tampered({{"data/imports.csv", replaced(",0,csv,", ",1,csv,")}});
        QVERIFY(names(counts, "data/imports.csv", "rejected"));
        // A cent in a kept statement or ledger: the digest of its rows, and every line that was made of it.
        const std::string input = inputOf("gl_lines");
        QVERIFY(!input.empty());
        const auto cent = tampered({{input, [](std::string text) {
            const std::size_t at = text.find_last_of("123456789");
            text[at] = text[at] == '9' ? '8' : static_cast<char>(text[at] + 1);
            return text;
        }}});
        QVERIFY(names(cent, "data/imports.csv", "kept_sha256"));
        QVERIFY(names(cent, "data/imports.csv", "columns_sha256"));
        const auto typed = tampered({{"data/ipe.csv", replaced(",180,180,", ",180,181,")}});
        QVERIFY(names(typed, "data/ipe.csv", "imported_rows"));
    }

    void flagsThatAreNotTheListings()
    {
        const auto flags = tampered({{"data/access_lines.csv", replaced("privileged", "")}});
        QVERIFY(names(flags, "data/access_lines.csv", "flags"));
        const auto gone = tampered({{"data/access_lines.csv", &firstRowGone}});
        QVERIFY(names(gone, "data/access_lines.csv", "campaign"));
    }

    void decisionsThatTheLedgerDoesNotHold()
    {
        const auto gone = tampered({{"data/access_decisions.csv", &firstRowGone}});
        QVERIFY(names(gone, "data/access_decisions.csv", "entry "));
        QVERIFY(names(gone, "data/access_reviews.csv", "decisions"));
        // What a line shows, which its decisions do not give.
        const auto stands = tampered({{"data/access_lines.csv", replaced(",revoke,", ",keep,")}});
        QVERIFY(names(stands, "data/access_lines.csv", "decision"));
        const auto altered = tampered({{"data/access_decisions.csv", replaced(",revoke,", ",keep,")}});
        QVERIFY(names(altered, "data/access_decisions.csv", "decision"));
    }

    void timesThatTheExtractsDoNotGive()
    {
        const auto late = tampered({{"data/access_leaver_times.csv", replaced(",true\r\n", ",false\r\n")}});
        QVERIFY(names(late, "data/access_leaver_times.csv", "late"));
        const auto gone = tampered({{"data/access_leaver_times.csv", &firstRowGone}});
        QVERIFY(!gone.same());
        const auto limit = tampered({{"data/access_reviews.csv", [](std::string text) {
            // The first review's limit of leavers, before that of movers at the end of its record.
            const std::size_t at = text.find(",1,5\r\n");
            return at == std::string::npos ? text : text.replace(at, 4, ",366,5");
        }}});
        QVERIFY(names(limit, "data/access_leaver_times.csv", "end_due"));
    }

    void conflictsThatAreNotHeld()
    {
        const auto gone = tampered({{"data/sod_conflicts.csv", &firstRowGone}});
        QCOMPARE(gone.differences.size(), std::size_t(1));
        COMPARE_STR(gone.differences[0].path, "data/sod_conflicts.csv");
        QVERIFY(gone.differences[0].expected.empty() && !gone.differences[0].found.empty());
        const auto softer = tampered({{"data/sod_conflicts.csv", replaced(",high,", ",low,")}});
        QVERIFY(names(softer, "data/sod_conflicts.csv", "severity"));
        const auto rules = tampered({{"data/sod_rules.json", replaced("\"severity\":\"high\"", "\"severity\":\"low\"")}});
        QVERIFY(names(rules, "data/sod_runs.csv", "rule_set_digest"));
    }

    /// What a conflict runs through is worked out again, grant by grant; a packet from before is not asked for it.
    void grantsThatAreNotOnThePath()
    {
        const std::string grants = "data/sod_conflict_grants.csv";
        const auto other = tampered({{grants, replaced(",Make Journal Entry", ",Make Journals")}});
        QVERIFY(names(other, grants, "held_permission"));
        const auto gone = tampered({{grants, &firstRowGone}});
        QVERIFY(!gone.same() && gone.differences[0].path == grants);
        const auto none = tampered({{grants, [](const std::string& text) { return text.substr(0, text.find("\r\n") + 2); }}});
        QVERIFY(!none.same());
        const auto before = tampered({{"data/sod_conflicts.csv", replaced(",path_grants\r\n", ",of_another_program\r\n")}});
        QVERIFY(before.same());
    }

    void matchesThatTheEngineDoesNotMake()
    {
        const std::string run = first("data/match_runs/", "\"state\":\"suggested\"");
        QVERIFY(!run.empty());
        const auto state = tampered({{run, replaced("\"state\":\"suggested\"", "\"state\":\"auto\"")}});
        QVERIFY(names(state, "data/match_runs.csv", "record_sha256"));
        QVERIFY(names(state, run, "groups."));
        // A line that says something else than the file it came from, with whatever the engine makes of it.
        const auto line = tampered({{run, replaced("\"amount\":\"", "\"amount\":\"9")}});
        QVERIFY(names(line, run, ", amount"));
    }

    void samplesThatWereNotDrawn()
    {
        const auto seed = tampered({{"data/blind_samples.csv", replaced(",audit committee 2026,", ",audit committee 2027,")}});
        QVERIFY(names(seed, "data/blind_items.csv", "number"));
        const auto answer = tampered({{"data/blind_items.csv", replaced(",true,", ",false,")}});
        QVERIFY(names(answer, "data/blind_items.csv", "agrees"));
        const auto rate = tampered({{"data/blind_samples.csv", replaced(",10,10,10,1000000", ",10,10,9,900000")}});
        QVERIFY(names(rate, "data/blind_samples.csv", "agreed"));
    }

    void totalsThatDoNotAddUp()
    {
        const auto balance = tampered({{"data/account_inventory.csv", centIn("balance")}});
        QVERIFY(names(balance, "data/account_inventory.csv", "balance"));
        const auto item = tampered({{"data/reconciling_items.csv", centIn("amount")}});
        QVERIFY(names(item, "data/reconciliations.csv", "adjusted") || names(item, "data/reconciliations.csv", "difference"));
        const auto proof = tampered({{"data/reconciliations.csv", centIn("bank_end")}});
        QVERIFY(!proof.same());
        const auto group = tampered({{"data/reconciliation_groups.csv", centIn("difference")}});
        QVERIFY(names(group, "data/reconciliation_groups.csv", "difference"));
    }

    void whatIsMissingIsSaid()
    {
        // Conflicts of no run come from nowhere.
        const auto emptied = tampered({{"data/sod_runs.csv", [](const std::string& text) { return text.substr(0, text.find("\r\n") + 2); }}});
        QVERIFY(names(emptied, "data/sod_conflicts.csv", "fingerprint"));
        // A withheld input is no difference, but it is said what could not be worked out.
        const std::string input = inputOf("gl_lines");
        TestReperform withheld;
        withheld.files_ = files_;
        std::copy_if(order_.begin(), order_.end(), std::back_inserter(withheld.order_), [&](const std::string& name) { return name != input; });
        const auto less = withheld.tampered({});
        QVERIFY(less.same());
        QVERIFY(std::any_of(less.leftOut.begin(), less.leftOut.end(), [&](const Problem& each) { return each.path == input; }));
        const auto nothing = reperformPacket(*memorySource("no packet"), 1);
        QVERIFY(!nothing);
    }
};

OXSEAL_TEST_CLASS(TestReperform);
#include "tst_reperform.moc"
