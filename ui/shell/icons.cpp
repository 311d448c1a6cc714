// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/icons.h"

#include "ui/shell/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <map>

namespace oxseal::ui {
namespace {

/// SVG path data on a 20 × 20 grid.
const std::map<QString, const char*>& shapes()
{
    static const std::map<QString, const char*> kShapes{
        {QStringLiteral("home"), "M3 9.5 10 3l7 6.5M5 8v9h10V8M8.5 17v-5h3v5"},
        {QStringLiteral("calendar"), "M3 5h14v12H3zM3 8.5h14M7 3v4M13 3v4M7 12h2M11 12h2"},
        {QStringLiteral("access"), "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2.3-5 5.5-5 1.2 0 2.2.3 3.1.8M12 15l2 2 4-4"},
        {QStringLiteral("scope"), "M10 16a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM10 2v4M10 14v4M2 10h4M14 10h4"},
        {QStringLiteral("sod"), "M3 3h5v5H3zM12 12h5v5h-5zM3 12h5v5H3zM12 5.500l2-2 3 3M8 8l4 4"},
        {QStringLiteral("recon"), "M10 3v14M6 17h8M3.500 6.500h13M3.500 6.500 1.500 11a2.500 2 0 0 0 4.500 0zM16.500 6.500 14 11a2.500 2 0 0 0 4.500 0z"},
        {QStringLiteral("schedule"), "M4 3h12v14H4zM4 7h12M4 10.500h12M4 14h12M9 7v10"},
        {QStringLiteral("payouts"), "M3 5.500h14v9H3zM3 8.500h14M6 12h3.500"},
        {QStringLiteral("mirror"), "M8 5L3 10L8 15zM12 5L17 10L12 15zM10 3v14"},
        {QStringLiteral("journal"), "M5 3h10v14H5zM5 6.500H3M5 10H3M5 13.500H3M8 7h4.500M8 10h4.500M8 13h2.500"},
        {QStringLiteral("controls"), "M4 4.500l1 1 2-2M9.500 5H17M4 9.800l1 1 2-2M9.500 10.300H17M4 15l1 1 2-2M9.500 15.500H17"},
        {QStringLiteral("deficiency"), "M10 2.500l6 2v5c0 4-2.500 6.700-6 8-3.500-1.300-6-4-6-8v-5zM10 6.500v4.500M10 13.500v.2"},
        {QStringLiteral("readiness"), "M5 2.500h7l3.500 3.500v11.500H5zM12 2.500V6h3.500M7.500 10h5.500M7.500 13h5.500"},
        {QStringLiteral("certificate"), "M4 3h12v9H4zM7 6h6M7 9h3M10.500 13.500v4l2-1.300 2 1.300v-4"},
        {QStringLiteral("packet"), "M3 6.500 10 3l7 3.500v7L10 17l-7-3.500zM3 6.500l7 3.500 7-3.500M10 10v7"},
        {QStringLiteral("models"), "M4 5h4v4H4zM12 5h4v4h-4zM8 13h4v4H8zM8 7h4M6 9v3l3 1.500M14 9v3l-3 1.500"},
        {QStringLiteral("audit"), "M4 3h12v14H4zM7 6.500h6M7 9.500h6M7 12.500h3"},
        {QStringLiteral("evidence"), "M13 6.500 7.500 12a1.500 1.500 0 0 0 2.100 2.100l6-6a3 3 0 0 0-4.300-4.200l-6 6a4.500 4.500 0 0 0 6.400 6.300L15.500 12.500"},
        {QStringLiteral("people"), "M7.500 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2.300-5 5.500-5s5.500 2 5.500 5M13 3.800a3 3 0 0 1 0 5.400M15 12.500c1.800.7 3 2.300 3 4.500"},
        {QStringLiteral("key"), "M7 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10.500 10H18v3M15 10v2.500"},
        {QStringLiteral("settings"), "M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4"},
        {QStringLiteral("import"), "M10 3v9M6.500 8.500 10 12l3.500-3.500M3 13v4h14v-4"},
        {QStringLiteral("export"), "M10 12V3M6.500 6.500 10 3l3.500 3.500M3 13v4h14v-4"},
        {QStringLiteral("search"), "M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM12.500 12.500 17 17"},
        {QStringLiteral("lock"), "M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9"},
        {QStringLiteral("unlock"), "M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 5.800-1"},
        {QStringLiteral("shield"), "M10 2.500l6 2v5c0 4-2.500 6.700-6 8-3.500-1.300-6-4-6-8v-5zM7.500 10l2 2 3.500-3.500"},
        {QStringLiteral("backup"), "M3 5c0-1 3-2 7-2s7 1 7 2v10c0 1-3 2-7 2s-7-1-7-2zM3 5c0 1 3 2 7 2s7-1 7-2M3 10c0 1 3 2 7 2s7-1 7-2"},
        {QStringLiteral("pen"), "M3.500 16.500l.8-3.500L14 3.300l2.700 2.700-9.700 9.700zM12 5.300 14.700 8"},
        {QStringLiteral("back"), "M12.500 4 6.500 10l6 6"},
        {QStringLiteral("forward"), "M7.500 4l6 6-6 6"},
        {QStringLiteral("down"), "M5 7.500l5 5 5-5"},
        {QStringLiteral("up"), "M5 12.500l5-5 5 5"},
        {QStringLiteral("close"), "M5 5l10 10M15 5 5 15"},
        {QStringLiteral("check"), "M4 10.500l4 4 8-9"},
        {QStringLiteral("add"), "M10 4v12M4 10h12"},
        {QStringLiteral("columns"), "M3 4h14v12H3zM8 4v12M12.500 4v12"},
        {QStringLiteral("filter"), "M3 4h14l-5.500 6.500V16l-3-1.500v-4z"},
        {QStringLiteral("panel"), "M3 4h14v12H3zM12.500 4v12"},
        {QStringLiteral("menu"), "M3 5.500h14M3 10h14M3 14.500h14"},
        {QStringLiteral("more"), "M4.500 10h.1M10 10h.1M15.500 10h.1"},
        {QStringLiteral("info"), "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM10 9v5M10 6.200v.2"},
        {QStringLiteral("warning"), "M10 3l8 14H2zM10 8v4M10 14.300v.2"},
        {QStringLiteral("question"), "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM7.800 8a2.200 2.200 0 1 1 3.300 1.900c-.8.5-1.100.9-1.100 1.600M10 14v.2"},
        {QStringLiteral("refresh"), "M16 10a6 6 0 1 1-1.800-4.300L16 7.500M16 3.500v4h-4"},
        {QStringLiteral("copy"), "M7 7h9v10H7zM4 13V3h9"},
        {QStringLiteral("file"), "M5 2.500h7l3.500 3.500v11.500H5zM12 2.500V6h3.500"},
        {QStringLiteral("folder"), "M3 5h5l1.500 2H17v9H3z"},
        {QStringLiteral("eye"), "M2 10c2-3.500 4.800-5 8-5s6 1.500 8 5c-2 3.500-4.800 5-8 5s-6-1.500-8-5zM10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400z"},
        {QStringLiteral("link"), "M8.500 11.500a3 3 0 0 0 4.300 0l3-3a3 3 0 0 0-4.300-4.300L10 5.700M11.500 8.500a3 3 0 0 0-4.300 0l-3 3a3 3 0 0 0 4.300 4.300l1.500-1.500"},
        {QStringLiteral("chart"), "M3 17h14M5.500 17v-5M10 17V5M14.500 17V9"},
        {QStringLiteral("table"), "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12"},
        {QStringLiteral("company"), "M4 17V3h8v14M12 8h4v9M2.500 17h15M6.500 6h3M6.500 9h3M6.500 12h3"},
        {QStringLiteral("sun"), "M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 1.800v2M10 16.200v2M1.800 10h2M16.200 10h2M4.200 4.200l1.400 1.400M14.400 14.400l1.400 1.400M15.800 4.200l-1.400 1.400M5.600 14.400l-1.400 1.400"},
        {QStringLiteral("clock"), "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM10 5.500V10l3 2"},
        {QStringLiteral("stop"), "M5.500 5.500h9v9h-9z"},
        {QStringLiteral("sign"), "M3 14c2-5 4-8 5-7s-2.500 6-1 6 2.500-3 3.500-3-.5 2.500.5 2.500S13 11 17 11M3 17h14"},
        {QStringLiteral("book"), "M4 3.500h10.500V17H5.500A1.500 1.500 0 0 1 4 15.500zM4 15.500A1.500 1.500 0 0 1 5.500 14h9"},
    };
    return kShapes;
}

class LineIcon final : public QIconEngine
{
public:
    explicit LineIcon(QString name)
        : name_(std::move(name))
    {
    }
    QIconEngine* clone() const override { return new LineIcon(name_); }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const Tokens& t = colors();
        const QColor color = mode == QIcon::Disabled ? t.disabled : mode == QIcon::Selected ? t.accent : t.secondary;
        const auto found = shapes().find(name_);
        const char* path = found == shapes().end() ? "M3 3h14v14H3z" : found->second;
        const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'><path d='" + QByteArray(path)
            + "' fill='none' stroke='" + color.name().toLatin1()
            + "' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round'/></svg>";
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }

private:
    QString name_;
};

} // namespace

QIcon lineIcon(const QString& name) { return QIcon(new LineIcon(name)); }

bool hasIcon(const QString& name) { return shapes().count(name) != 0; }

} // namespace oxseal::ui
