// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/pdf_update.h"

#include <cstdio>
#include <set>

namespace oxseal::pdf {
namespace {

constexpr int kMostDepth = 32;

/// Below a node of the page tree; a node that comes twice is a loop.
bool collect(const File& file, int node, int depth, std::set<int>& seen, std::vector<int>& out)
{
    const auto body = depth < kMostDepth && seen.insert(node).second ? file.object(node) : std::nullopt;
    if (!body)
        return false;
    const auto type = value(*body, "/Type");
    if (type && *type == "/Page") {
        out.push_back(node);
        return true;
    }
    auto kids = value(*body, "/Kids");
    if (const auto indirect = kids ? reference(*kids) : std::nullopt)
        kids = file.object(*indirect);
    if (!kids || kids->size() < 2)
        return false;
    // "[1 0 R 2 0 R]", every third word is an R.
    std::size_t at = 1;
    while ((at = kids->find_first_of("0123456789", at)) != std::string_view::npos) {
        const auto end = kids->find('R', at);
        const auto kid = reference(kids->substr(at));
        if (!kid || end == std::string_view::npos || !collect(file, *kid, depth + 1, seen, out))
            return false;
        at = end;
    }
    return true;
}

/// Object numbers that follow each other: the first and how many.
std::vector<std::pair<int, int>> runsOf(const std::map<int, std::size_t>& places)
{
    std::vector<std::pair<int, int>> runs;
    for (const auto& [number, place] : places) {
        if (runs.empty() || runs.back().first + runs.back().second != number)
            runs.emplace_back(number, 0);
        ++runs.back().second;
    }
    return runs;
}

} // namespace

std::string reference(int number) { return std::to_string(number) + " 0 R"; }

Update::Update(std::string_view pdf, const File& file) : file_(file), out_(pdf), next_(file.size())
{
    if (!out_.empty() && out_.back() != '\n')
        out_ += '\n';
}

void Update::put(int number, std::string_view body)
{
    places_[number] = out_.size();
    out_ += std::to_string(number) + " 0 obj\n";
    out_ += body;
    out_ += "\nendobj\n";
}

std::string Update::finish(const std::string& id)
{
    const std::size_t start = out_.size();
    out_ += file_.streamed() ? stream(id, start) : table(id);
    out_ += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
    return std::move(out_);
}

std::string Update::table(const std::string& id) const
{
    std::string out = "xref\n";
    for (const auto& [first, count] : runsOf(places_)) {
        out += std::to_string(first) + " " + std::to_string(count) + "\n";
        for (int number = first; number < first + count; ++number) {
            char entry[32];
            std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", places_.at(number));
            out += entry;
        }
    }
    std::string trailer = withValue(file_.trailer(), "/Prev", std::to_string(file_.startXref()));
    trailer = withValue(trailer, "/Size", std::to_string(next_));
    trailer = withValue(trailer, "/XRefStm", ""); // of the older section, which is reached through /Prev
    trailer = withValue(trailer, "/ID", id);
    return out + "trailer\n" + trailer + "\n";
}

std::string Update::stream(const std::string& id, std::size_t start)
{
    const int self = fresh();
    places_[self] = start;
    std::string rows;
    std::string index;
    for (const auto& [first, count] : runsOf(places_)) {
        index += (index.empty() ? "" : " ") + std::to_string(first) + " " + std::to_string(count);
        for (int number = first; number < first + count; ++number) {
            rows += '\x01'; // in use, not packed
            for (int shift = 24; shift >= 0; shift -= 8)
                rows += static_cast<char>((places_.at(number) >> static_cast<unsigned>(shift)) & 0xFFU);
            rows += '\0'; // generation
        }
    }
    std::string out = std::to_string(self) + " 0 obj\n<< /Type /XRef /Size " + std::to_string(next_) + " /W [1 4 1] /Index [" + index + "] /Prev " + std::to_string(file_.startXref());
    for (const char* key : {"/Root", "/Info"}) {
        if (const auto kept = value(file_.trailer(), key))
            out += " " + std::string(key) + " " + std::string(*kept);
    }
    return out + " /ID " + id + " /Length " + std::to_string(rows.size()) + " >>\nstream\n" + rows + "\nendstream\nendobj\n";
}

std::vector<int> pagesOf(const File& file)
{
    std::vector<int> out;
    std::set<int> seen;
    const auto root = file.root();
    const auto catalog = root ? file.object(*root) : std::nullopt;
    const auto pages = catalog ? value(*catalog, "/Pages") : std::nullopt;
    const auto top = pages ? reference(*pages) : std::nullopt;
    if (!top || !collect(file, *top, 0, seen, out))
        out.clear();
    return out;
}

std::optional<std::string> withElements(std::string_view array, const std::vector<int>& numbers)
{
    if (array.size() < 2 || array.front() != '[' || array.back() != ']')
        return std::nullopt;
    std::string out(array.substr(0, array.size() - 1));
    for (const int number : numbers)
        out += (out.size() > 1 ? " " : "") + reference(number);
    return out + "]";
}

bool annotate(Update& update, const File& file, int page, const std::vector<int>& widgets)
{
    const auto body = file.object(page);
    if (!body)
        return false;
    const auto annotations = value(*body, "/Annots");
    const auto indirect = annotations ? reference(*annotations) : std::nullopt;
    const auto shared = indirect ? file.object(*indirect) : std::nullopt;
    if (indirect && !shared)
        return false;
    const auto array = withElements(shared ? *shared : annotations ? *annotations : std::string_view("[]"), widgets);
    if (!array)
        return false;
    if (indirect)
        update.put(*indirect, *array);
    else
        update.put(page, withValue(*body, "/Annots", *array));
    return true;
}

} // namespace oxseal::pdf
