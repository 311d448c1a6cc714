// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/generator.h"
#include "app/demo/render.h"

#include "models/core/money.h"

namespace oxseal::demo {
namespace {

std::string filled(std::string text, const std::map<std::string, std::string>& fields)
{
    for (const auto& [key, value] : fields) {
        const std::string mark = "{" + key + "}";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

std::string evidenceIndex(const Quarter& quarter)
{
    std::string out = csvLine({"file", "checklist", "control", "effective", "received", "title", "not_applicable_because"});
    for (const auto& entry : quarter.evidence) {
        const bool here = !entry.name.empty();
        out += csvLine({entry.name, entry.item, entry.control, here ? entry.effective.iso() : "", here ? entry.received.iso() : "",
            entry.title, entry.notApplicable});
    }
    return out;
}

/// Year-to-date revenue of the parent, as the report draft states it.
std::string revenue(const Quarter& quarter)
{
    return formatAmount(-quarter.books.at("US01").closing("4000"), 2);
}

} // namespace

Status renderDocuments(const World& world, Files& files)
{
    OXSEAL_TRY(const std::string report, demoResource("report_10q.html"));
    OXSEAL_TRY(const std::string evidence, demoResource("evidence.txt"));
    OXSEAL_TRY(const std::string readme, demoResource("inputs.txt"));
    files["inputs/DEMO.txt"] = filled(readme, {{"company", world.entities.front().name}, {"seed", std::to_string(world.seed)}});
    for (const Quarter* q : {&world.q2, &world.q3}) {
        files[q->path("evidence/DEMO_index.csv")] = evidenceIndex(*q);
        for (const auto& entry : q->evidence) {
            if (!entry.name.empty())
                files[q->path("evidence/" + entry.name)] = filled(evidence,
                    {{"title", entry.title}, {"control", entry.control}, {"company", world.entities.front().name},
                        {"effective", entry.effective.iso()}, {"received", entry.received.iso()}, {"period", q->name}});
        }
        for (const char* version : {"draft", "final"}) {
            files[q->path(std::string("report/DEMO_10-Q_") + version + ".html")] = filled(report,
                {{"company", world.entities.front().name}, {"period_end", q->last.iso()}, {"version", version},
                    {"revenue", revenue(*q)}});
        }
    }
    return {};
}

} // namespace oxseal::demo
