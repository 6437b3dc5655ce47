from django.urls import path

from . import finding, papers, prices, slips, stock, writing

app_name = "custody"
urlpatterns = [
    path("slips/", slips.listing, name="slips"),
    path("slips/disputes/", slips.disputes, name="disputes"),
    path("slips/write/", writing.write, name="write"),
    path("slips/<str:booklet>/<int:slip>/", slips.detail, name="slip"),
    path("slips/<str:booklet>/<int:slip>/<str:act>/", slips.act, name="slip-act"),
    path("stock/", stock.listing, name="stock"),
    path("stock/merge/", stock.merge, name="merge"),
    path("stock/<str:ref>/", stock.lot, name="lot"),
    path("stock/<str:ref>/<str:act>/", stock.act, name="lot-act"),
    path("licences/", papers.listing, name="licences"),
    path("licences/withdraw/", papers.withdraw, name="withdraw"),
    path("finds/", finding.listing, name="finds"),
    path("finds/record/", finding.record, name="find"),
    path("prices/", prices.page, name="prices"),
]
