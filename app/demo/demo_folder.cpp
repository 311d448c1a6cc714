// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo_folder.h"

#include "models/core/text.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace oxseal::demo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kMarker = ".oxseal-demo";

Status writeBytes(const fs::path& path, const std::string& bytes)
{
    std::error_code status;
    fs::create_directories(path.parent_path(), status);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out)
        return fail(kFolderFailed, path.string(), {path.filename().string()});
    return {};
}

Status writePrivate(const fs::path& path, const std::string& bytes)
{
    OXSEAL_CHECK(writeBytes(path, bytes));
    std::error_code status;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, status);
    return {};
}

} // namespace

std::string newPassphrase(Random& random)
{
    static constexpr std::string_view kConsonants = "bdfghjklmnprstvz";
    static constexpr std::string_view kVowels = "aiou";
    std::vector<std::string> words;
    for (int draws = 0; words.size() < 6 && draws < 60; ++draws) {
        std::array<std::uint8_t, 2> bytes{};
        random.fill(bytes);
        const unsigned bits = static_cast<unsigned>(bytes[0]) << 8U | bytes[1];
        std::string word;
        for (const unsigned shift : {12U, 10U, 6U, 4U, 0U}) {
            const bool consonant = shift != 10U && shift != 4U;
            word += consonant ? kConsonants[bits >> shift & 15U] : kVowels[bits >> shift & 3U];
        }
        if (std::find(words.begin(), words.end(), word) == words.end()) // who signs needs six different ones
            words.push_back(std::move(word));
    }
    return join(words, " ");
}

std::vector<Player> players(Random& random)
{
    std::vector<Player> list = {
        {"admin", "Jakob Stern", cast::kAdministrator, {"administrator"}, {}},
        {"admin2", "Lena Hoffmann", cast::kSecondAdministrator, {"administrator"}, {}},
        {"controller", "Ruth Calder", cast::kController, {"controller", "control_owner"}, {}},
        {"preparer", "Tomas Lindqvist", cast::kPreparer, {"preparer"}, {}},
        {"reviewer", "Priya Nair", cast::kApManager, {"reviewer"}, {}},
        {"treasurer", "Owen Price", cast::kTreasurer, {"reviewer", "tester"}, {}},
        {"counsel", "Simon Achterberg", cast::kCounsel, {"counsel", "disclosure_committee"}, {}},
        {"chair", "Helen Marsh", "", {"audit_committee"}, {}},
        {"ceo", "Margaret Olsen", cast::kCeo, {"peo"}, {}},
        {"cfo", "David Rennick", cast::kCfo, {"pfo", "disclosure_committee"}, {}},
    };
    for (auto& player : list)
        player.passphrase = newPassphrase(random);
    return list;
}

Status prepareFolder(const fs::path& folder)
{
    std::error_code status;
    if (fs::exists(folder, status)) {
        if (!fs::is_directory(folder, status))
            return fail(kFolderInUse, folder.string(), {folder.string()});
        const bool demo = fs::exists(folder / kMarker, status);
        if (!demo && !fs::is_empty(folder, status))
            return fail(kFolderInUse, folder.string(), {folder.string()});
        if (demo) {
            for (const auto& entry : fs::directory_iterator(folder, status))
                fs::remove_all(entry.path(), status);
        }
    }
    fs::create_directories(folder, status);
    return writeBytes(folder / kMarker, "DEMO\n");
}

Status writeFolder(const fs::path& folder, const Generated& made, const std::vector<Player>& people)
{
    for (const auto& [path, bytes] : made.files)
        OXSEAL_CHECK(writeBytes(folder / path, bytes));
    OXSEAL_CHECK(writeBytes(folder / "answers.json", prettyJson(made.answers) + "\n"));
    std::string all = texts::sentence("demo.passphrases") + "\n";
    for (const auto& player : people) {
        all += player.login + ": " + player.passphrase + "\n";
        OXSEAL_CHECK(writePrivate(folder / "passphrases" / (player.login + ".txt"), player.passphrase + "\n"));
    }
    return writePrivate(folder / "passphrases.txt", all);
}

} // namespace oxseal::demo
