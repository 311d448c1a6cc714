// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the programs as a user runs them: whole processes, on data made here. See README.md.
#include "models/core/json.h"
#include "models/core/text.h"
#include "tests/bench/bench_data.h"
#include "tests/bench/bench_packet.h"
#include "tests/bench/bench_run.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <optional>

#include <unistd.h>

namespace {

using namespace oxseal;
using namespace oxseal::bench;
namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct Options
{
    std::int64_t runs = 3;
    std::int64_t scale = 100; ///< percent of the full sizes
    std::int64_t seed = 1;
    std::string only;
};

class Bench
{
public:
    Bench(Options options, fs::path folder)
        : options_(std::move(options))
        , folder_(std::move(folder))
    {
        ::setenv("XDG_STATE_HOME", path("state").c_str(), 1);
    }

    int all()
    {
        std::printf("%-34s %9s %9s %9s   %s\n", "item", "wall s", "cpu s", "peak MB", "figures");
        const std::vector<std::pair<std::string, std::function<void()>>> items = {{"unlock", [this] { unlock(); }},
            {"import", [this] { import(); }}, {"access", [this] { access(); }}, {"sod", [this] { sod(); }},
            {"match", [this] { match(); }}, {"verify", [this] { verify(); }}, {"ledger", [this] { ledger(); }}};
        for (const auto& [name, item] : items) {
            if (options_.only.empty() || options_.only == name)
                item();
        }
        return failed_ ? 1 : 0;
    }

private:
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
    [[nodiscard]] std::uint64_t scaled(std::uint64_t full) const { return full * static_cast<std::uint64_t>(options_.scale) / 100; }
    [[nodiscard]] std::uint64_t seed() const { return static_cast<std::uint64_t>(options_.seed); }

    /// Runs, prints a line, and gives what the program said.
    Json measure(const std::string& item, const Words& words, const std::function<std::string(const Run&, const Json&)>& figures)
    {
        const Run made = median(words, static_cast<int>(options_.runs));
        if (made.code != 0 && made.code != 1) {
            std::printf("%-34s failed with exit code %d\n", item.c_str(), made.code);
            failed_ = true;
            return {};
        }
        const Json said = parseJson(made.out).value_or(Json());
        std::printf("%-34s %9.3f %9.3f %9.1f   %s\n", item.c_str(), made.wall, made.cpu, static_cast<double>(made.peak) / 1e6,
            figures(made, said).c_str());
        std::fflush(stdout);
        return said;
    }

    static std::string number(double value, const char* unit)
    {
        char text[64];
        std::snprintf(text, sizeof text, "%.3g %s", value, unit);
        return text;
    }
    static std::string stages(const Json& said)
    {
        std::string out;
        for (const char* stage : {"read", "parse", "store", "block", "assign", "write", "append", "verify"}) {
            const Json& value = said["seconds"][stage];
            if (value.isNumber())
                out += std::string("  ") + stage + number(value.toDouble(), " s").insert(0, " ");
        }
        return out;
    }

    void put(const std::string& name, const std::string& text) const { std::ofstream(path(name), std::ios::binary) << text; }
    void must(const Words& words)
    {
        if (run(words).code != 0) {
            std::printf("cannot set up: %s %s\n", words[1].c_str(), words[2].c_str());
            failed_ = true;
        }
    }
    Words as(const std::string& login, Words words) const
    {
        words.insert(words.begin(), OXSEAL_PROGRAM);
        for (const auto& word : Words{"--user", login, "--passphrase-file", path(login + ".txt"), "--reason", "bench", "--json"})
            words.push_back(word);
        return words;
    }

    /// A workspace with an administrator and a preparer, made once.
    void workspace()
    {
        if (fs::exists(path("Bench.oxseal")))
            return;
        put("ada.txt", "anchor bishop cradle dahlia ember velvet walnut\n");
        put("ben.txt", "falcon garnet hollow indigo jasper velvet walnut\n");
        must(as("ada", {"new", path("Bench.oxseal"), "--company", "Bench", "--name", "Ada Admin", "--recovery-file", path("recovery")}));
        must(as("ada", {"user", "invite", path("Bench.oxseal"), "--login", "ben", "--name", "Ben", "--role", "preparer", "--code-file",
                           path("ben.code")}));
        must({OXSEAL_PROGRAM, "user", "login", path("Bench.oxseal"), "--user", "ben", "--passphrase-file", path("ben.code"),
            "--new-passphrase-file", path("ben.txt"), "--reason", "first"});
    }

    void unlock()
    {
        workspace();
        measure("unlock (one key derivation)", as("ben", {"import", "list", path("Bench.oxseal")}),
            [](const Run&, const Json&) { return std::string(); });
    }

    void import()
    {
        workspace();
        const auto rows = scaled(1'000'000);
        writeBooks(folder_, rows, seed());
        measure("import gl, " + std::to_string(rows) + " rows",
            as("ben", {"import", "gl", path("Bench.oxseal"), "--file", path("ledger.csv")}), [rows](const Run& made, const Json& said) {
                return number(static_cast<double>(rows) / made.wall / 1e6, "M rows/s") + stages(said);
            });
    }

    void access()
    {
        accessFiles();
        measure("access compare, " + std::to_string(scaled(1'000'000)) + " grants",
            {OXSEAL_PROGRAM, "access", "compare", "--grants", path("grants.csv"), "--accounts", path("accounts.csv"), "--entitlements",
                path("entitlements.csv"), "--roster", path("hr.csv"), "--previous", path("last_review.csv"), "--as-of", "2026-09-30",
                "--out", path("flags.csv"), "--json"},
            [](const Run& made, const Json& said) {
                return number(static_cast<double>(said["rows"].toInteger()) / made.wall / 1e6, "M grants/s");
            });
    }

    void sod()
    {
        accessFiles();
        const Words words = {OXSEAL_PROGRAM, "sod", "check", "--grants", path("grants.csv"), "--accounts", path("accounts.csv"), "--roles",
            path("ent_perm.csv"), "--functions", path("func_req.csv"), "--rules", path("rules.csv"), "--out", path("conflicts.csv"), "--json"};
        const auto figures = [](const Run&, const Json& said) { return std::to_string(said["conflicts"].toInteger()) + " conflicts"; };
        measure("sod check, " + std::to_string(scaled(1'000'000)) + " x 500", words, figures);
        Words witnessed = words;
        witnessed.insert(witnessed.end(), {"--witnesses", path("witnesses.csv")});
        measure("  the same with witnesses", witnessed, figures);
    }

    void accessFiles() const
    {
        if (!fs::exists(path("grants.csv")))
            writeAccess(folder_, scaled(1'000'000), seed());
    }

    void match()
    {
        for (const std::uint64_t full : {std::uint64_t{100'000}, std::uint64_t{1'000'000}}) {
            const auto rows = scaled(full);
            writeBooks(folder_, rows, seed());
            measure("match, " + std::to_string(rows) + " ledger lines",
                {OXSEAL_PROGRAM, "match", path("bank.csv"), path("ledger.csv"), "--out", path("links.csv"), "--json"},
                [](const Run&, const Json& said) { return stages(said); });
        }
    }

    void verify()
    {
        const auto bytes = scaled(1'000'000'000);
        if (const auto written = writeLargePacket(path("packet.zip"), bytes); !written) {
            std::printf("cannot write the packet: %s\n", written.error().debugString().c_str());
            failed_ = true;
            return;
        }
        measure("verify a packet of " + std::to_string(bytes / 1'000'000) + " MB",
            {OXSEAL_VERIFY_PROGRAM, path("packet.zip"), "--json"}, [bytes](const Run& made, const Json& said) {
                return number(static_cast<double>(bytes) / made.wall / 1e6, "MB/s") + "  integrity "
                    + std::string(said["axes"]["integrity"].toString());
            });
    }

    void ledger()
    {
        workspace();
        const auto events = scaled(100'000);
        for (const char* batch : {"1", "1000"}) {
            const auto count = std::string(batch) == "1" ? events / 20 : events;
            measure("ledger, " + std::string(batch) + " events a transaction",
                as("ben", {"ledger", "bench", path("Bench.oxseal"), "--events", std::to_string(count), "--batch", batch}),
                [count](const Run&, const Json& said) {
                    const Json& seconds = said["seconds"];
                    return number(static_cast<double>(count) / seconds["append"].toDouble() / 1e3, "k appended/s  ")
                        + number(static_cast<double>(said["entries"].toInteger()) / seconds["verify"].toDouble() / 1e3, "k verified/s");
                });
        }
    }

    Options options_;
    fs::path folder_;
    bool failed_ = false;
};

std::optional<Options> optionsFrom(const Words& words)
{
    Options options;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        if (words[i] == "--only")
            options.only = words[i + 1];
        else if (words[i] == "--runs" && parseInteger(words[i + 1], options.runs) && options.runs > 0)
            continue;
        else if (words[i] == "--scale" && parseInteger(words[i + 1], options.scale) && options.scale > 0)
            continue;
        else if (words[i] == "--seed" && parseInteger(words[i + 1], options.seed))
            continue;
        else
            return std::nullopt;
    }
    return words.size() % 2 == 0 ? std::optional(options) : std::nullopt;
}

} // namespace

int main(int argc, char** argv)
{
    const auto options = optionsFrom(Words(argv + 1, argv + argc));
    if (!options) {
        std::puts("oxseal_bench [--only unlock|import|access|sod|match|verify|ledger] [--runs N] [--scale PERCENT] [--seed N]");
        return 2;
    }
    std::string folder = (fs::temp_directory_path() / "oxseal-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        std::puts("cannot make a temporary folder");
        return 1;
    }
    const int code = Bench(*options, folder).all();
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return code;
}
