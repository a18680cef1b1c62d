"""tests/e2e/clients: QGIS without a screen draws the tiles and asks its Nominatim geocoder."""
import os
import unittest
import urllib.parse

from osgeo import gdal

from support import Register, Served, get, sample_file

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis import core
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    core = None

PIXELS = 512


@unittest.skipIf(core is None, "needs Debian's package python3-qgis")
class QgisTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = os.path.dirname(sample_file())
        cls.application = core.QgsApplication([], False)
        cls.application.initQgis()
        # QGIS takes GDAL's drivers with it, also from the tests that follow.
        cls.addClassCleanup(gdal.AllRegister)
        cls.addClassCleanup(cls.application.exitQgis)
        cls.server = Served(sample_file())
        cls.addClassCleanup(cls.server.stop)

    def layer(self):
        told = get(self.server.url + "/tiles/map").json
        source = urllib.parse.urlencode({"type": "xyz", "url": told["tiles"][0], "zmin": told["minzoom"],
                                         "zmax": told["maxzoom"]})
        return core.QgsVectorTileLayer(source, "map"), told["bounds"]

    def picture(self, layer, bounds):
        mercator = core.QgsCoordinateReferenceSystem("EPSG:3857")
        moved = core.QgsCoordinateTransform(core.QgsCoordinateReferenceSystem("EPSG:4326"), mercator,
                                            core.QgsCoordinateTransformContext())
        settings = core.QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(mercator)
        settings.setExtent(moved.transformBoundingBox(core.QgsRectangle(*bounds)))
        settings.setOutputSize(QSize(PIXELS, PIXELS))
        settings.setBackgroundColor(QColor("white"))
        job = core.QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        self.assertEqual([error.message for error in job.errors()], [])
        return job.renderedImage()

    def test_tile_layer_draws_the_register(self):
        layer, bounds = self.layer()
        self.assertTrue(layer.isValid())
        image = self.picture(layer, bounds)
        drawn = sum(image.pixelColor(x, y) != QColor("white") for x in range(0, PIXELS, 4) for y in range(0, PIXELS, 4))
        self.assertGreater(drawn, (PIXELS // 4) ** 2 // 4)

    def test_tile_layer_away_from_the_register_stays_blank(self):
        layer, (west, south, east, north) = self.layer()
        image = self.picture(layer, (west - 20, south, east - 20, north))
        colours = {image.pixel(x, y) for x in range(0, PIXELS, 8) for y in range(0, PIXELS, 8)}
        self.assertEqual(len(colours), 1)

    def test_nominatim_geocoder_finds_a_doorplate(self):
        register = Register(self.server.path)
        plate, number, road, division, lon, lat = register.plates()[100]
        geocoder = core.QgsNominatimGeocoder("", self.server.url + "/search")
        geocoder.setRequestsPerSecond(1000)
        context = core.QgsGeocoderContext(core.QgsCoordinateTransformContext())
        found = geocoder.geocodeString("".join(register.chain(division)) + road + number, context, core.QgsFeedback())
        self.assertTrue(found and found[0].isValid(), [result.error() for result in found])
        at = found[0].geometry().asPoint()
        self.assertAlmostEqual(at.x(), lon, places=6)
        self.assertAlmostEqual(at.y(), lat, places=6)
        self.assertEqual(found[0].additionalAttributes()["road"], road)


if __name__ == "__main__":
    unittest.main()
